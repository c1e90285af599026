package org.wvtoolkit.cli.command.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ToolkitHome;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.web.ServerOptions;
import org.wvtoolkit.web.WvServer;
import org.wvtoolkit.web.model.WordnetSource;

/** Runs a server until the process is ended. */
final class ServerRun {
    private ServerRun() {}

    /** The files of the models that are named, or the default model. */
    static List<Path> models(List<Path> named, ProcessContext context) throws IOException {
        if (named.isEmpty()) {
            return List.of(new ModelOption().path(context));
        }
        List<Path> paths = new ArrayList<>();
        for (Path path : named) {
            paths.add(new ModelOption(path).path(context));
        }
        return paths;
    }

    /**
     * Returns the inputs of a corpus.
     *
     * @throws IOException if a path does not exist, which would be noticed only after the models are loaded
     */
    static List<TextInput> corpus(List<Path> paths) throws IOException {
        List<TextInput> inputs = new ArrayList<>();
        for (Path path : paths) {
            if (!path.toFile().exists()) {
                throw new IOException(path + ": no such file; check the path");
            }
            inputs.add(TextInput.path(path));
        }
        return inputs;
    }

    /** Returns the wordnet of the option, or WordNet 3.1 with its prepared copy in the toolkit's home folder. */
    static WordnetSource wordnet(WordnetOption option, ProcessContext context) throws IOException {
        return option.file().isPresent()
                ? new WordnetSource(option.open(context), null)
                : new WordnetSource(null, ToolkitHome.of(context).wordNetGraph());
    }

    /** Called once the server listens. */
    @FunctionalInterface
    interface Listening {
        void on(WvServer server);
    }

    /**
     * Starts a server, prints its address, and waits until the process is ended or the thread is interrupted.
     * Requests that run then are
     * finished first.
     */
    static int run(ServerOptions options, ProgressOptions progressOptions, ProcessContext context, Listening listening)
            throws IOException {
        WvServer server;
        try (ProgressReport progress = progressOptions.begin(context)) {
            server = WvServer.start(options, progress);
            progress.finish();
        }
        Thread ending = new Thread(server::close, "wv-shutdown");
        Runtime.getRuntime().addShutdownHook(ending);
        try (server) {
            Writer results = context.results();
            results.write(server.url() + "\n");
            results.flush();
            listening.on(server);
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Runtime.getRuntime().removeShutdownHook(ending);
        }
        return ExitCode.DONE;
    }
}
