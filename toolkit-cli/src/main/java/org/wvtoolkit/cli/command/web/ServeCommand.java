package org.wvtoolkit.cli.command.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.web.ServerOptions;
import org.wvtoolkit.web.WvServer;
import org.wvtoolkit.web.http.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv serve}: models over HTTP, as JSON. */
@Command(
        name = "serve",
        customSynopsis = "wv serve [MODEL...] [--address ADDRESS] [--port PORT] [OPTIONS]",
        description = {
            "Answers queries over HTTP as JSON.",
            "The command prints the address; /openapi.json describes the interface. When a model"
                    + " file is replaced, the new model is loaded while the old one continues to answer"
                    + " requests. On SIGTERM the server completes running requests and exits. 'wv explore'"
                    + " has a page for the browser.",
            "By default the server listens on 127.0.0.1. Any other address requires a token of"
                    + " at least 16 characters, in $WV_TOKEN or --token-file; clients send it as"
                    + " Authorization: Bearer TOKEN."
        },
        footer = {
            "wv serve --port 8080 a.safetensors b.bin",
            "curl 'http://127.0.0.1:8080/api/models/a.safetensors/similar?word=rome'",
            "WV_TOKEN=$(openssl rand -hex 16) wv serve --address 0.0.0.0 --port 8080"
        },
        exitCodeList = {"1:A model cannot be read, or the port is in use."})
public final class ServeCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 3600;

    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "Vector file in any supported format. Repeatable. Default: $WV_MODEL, else the model"
                    + " that 'wv train' saves by default.")
    private List<Path> models = new ArrayList<>();

    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "Vector files. Same as -m MODEL for each.")
    private List<Path> arguments = new ArrayList<>();

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Address to listen on, such as 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
    private String address = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on. Default: any free port.")
    private int port;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the token that every request must contain. Default: $WV_TOKEN.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            description = "Text file or folder for concordance lines. Repeatable.")
    private List<Path> corpus = new ArrayList<>();

    @Option(
            names = "--concurrent",
            paramLabel = "N",
            description = "Number of requests answered at the same time; others wait. Default: 64.")
    private int concurrent = Limits.defaults().concurrent();

    @Option(
            names = "--queue",
            paramLabel = "N",
            description = "Number of waiting requests, at least 1; others are rejected with status 503. Default: 1024.")
    private int queue = Limits.defaults().queued();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Maximum time of a request. Default: 30.")
    private int timeout = (int) Limits.defaults().time().toSeconds();

    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            description = "Maximum size of a request body. Default: 1048576.")
    private int maxBody = Limits.defaults().bodyBytes();

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams and environment of the process
     */
    public ServeCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        models.addAll(arguments);
        checkRange("--port", port, 0, 65_535);
        checkRange("--concurrent", concurrent, 1, 10_000);
        checkRange("--queue", queue, 1, 1_000_000);
        checkRange("--timeout", timeout, 1, MAX_SECONDS);
        checkRange("--max-body", maxBody, 1024, 1 << 30);
        InetAddress host = host();
        Path[] files = ServerRun.models(models, context).toArray(Path[]::new);
        String token = token(host);
        ServerOptions options = UsageException.check(() -> ServerOptions.of(files)
                .listening(host, port, token)
                .withLimits(new Limits(
                        Limits.defaults().addressBytes(), maxBody, concurrent, queue, Duration.ofSeconds(timeout))));
        options = options.withWordnet(ServerRun.wordnet(wordnet, context));
        if (!corpus.isEmpty()) {
            options = options.withCorpus(ServerRun.corpus(corpus), Path.of(System.getProperty("java.io.tmpdir", ".")));
        }
        return ServerRun.run(options, progressOptions, context, WvServer::warmUp);
    }

    private InetAddress host() throws IOException {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException unknown) {
            throw new IOException("--address " + address + ": unknown host; use an address of this machine", unknown);
        }
    }

    private @Nullable String token(InetAddress host) throws IOException {
        String token = tokenFile != null
                ? read(tokenFile)
                : context.environment().getOrDefault("WV_TOKEN", "").strip();
        if (token.isEmpty() && !host.isLoopbackAddress()) {
            throw usage("--address " + address + " is reachable from other machines and requires a token: set WV_TOKEN"
                    + " or give --token-file");
        }
        return token.isEmpty() ? null : token;
    }

    private static String read(Path file) throws IOException {
        try {
            return Utf8Files.withoutByteOrderMark(Files.readString(file, StandardCharsets.UTF_8))
                    .strip();
        } catch (CharacterCodingException notUtf8) {
            throw new IOException(file + ": the token file is not UTF-8; save the token as plain text", notUtf8);
        }
    }

    private void checkRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw usage(option + " must be " + least + " to " + most + ": " + value);
        }
    }

    private ParameterException usage(String message) {
        if (spec == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
