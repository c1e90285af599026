package org.wvtoolkit.web;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.stream.TextInput;

/**
 * Development server that reads the page's files from the source folder, so that a change needs no
 * build. See the module's README.
 */
public final class PageDevelopmentServer {
    private PageDevelopmentServer() {}

    /**
     * Serves models until the process is ended.
     *
     * @param arguments the port, the folder of the page's files, then models; a corpus after {@code --corpus}
     * @throws Exception if a model cannot be read, or the port is in use
     */
    public static void main(String[] arguments) throws Exception {
        List<String> rest = Arrays.asList(arguments).subList(2, arguments.length);
        int corpus = rest.indexOf("--corpus");
        Path[] models = rest.subList(0, corpus < 0 ? rest.size() : corpus).stream()
                .map(Path::of)
                .toArray(Path[]::new);
        ServerOptions options = ServerOptions.of(models)
                .withPage(Path.of(arguments[1]))
                .listening(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(arguments[0]), null);
        if (corpus >= 0) {
            options = options.withCorpus(
                    List.of(TextInput.path(Path.of(rest.get(corpus + 1)))),
                    Path.of(System.getProperty("java.io.tmpdir")));
        }
        WvServer server = WvServer.start(options, ProgressListener.NONE);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(server.url());
        new CountDownLatch(1).await();
    }
}
