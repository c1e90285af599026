package org.wvtoolkit.web;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.web.http.Limits;

/**
 * What a server serves, and to whom.
 *
 * @param models model files, at least one; the first is the one that the page shows
 * @param address to listen on
 * @param port to listen on, 0 for any free port, to 65,535
 * @param token required of every request, or null for none; must be given unless the address is loopback
 * @param corpus for concordances; empty for none
 * @param temporaryFolder takes the tokenized corpus
 * @param page whether the explorer's page is served beside the JSON interface
 * @param pageFolder holds the page's files for work on them, or null for those of the toolkit
 * @param limits what one client may take
 */
public record ServerOptions(
        List<Path> models,
        InetAddress address,
        int port,
        @Nullable String token,
        List<TextInput> corpus,
        Path temporaryFolder,
        boolean page,
        @Nullable Path pageFolder,
        Limits limits) {
    /** Copies the lists and checks the ranges. */
    public ServerOptions {
        models = List.copyOf(models);
        corpus = List.copyOf(corpus);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("models must not be empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535: " + port);
        }
        if (token != null && token.length() < 16) {
            throw new IllegalArgumentException("token must have at least 16 characters");
        }
        if (token == null && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException("a token is required to listen on an address that is not loopback");
        }
    }

    /**
     * A server of the JSON interface on a free port of 127.0.0.1.
     *
     * @param models model files, at least one
     * @return the options
     */
    public static ServerOptions of(Path... models) {
        return new ServerOptions(
                List.of(models),
                InetAddress.ofLiteral("127.0.0.1"),
                0,
                null,
                List.of(),
                Path.of(System.getProperty("java.io.tmpdir", ".")),
                false,
                null,
                Limits.defaults());
    }

    /**
     * The same with the page.
     *
     * @param folder holds the page's files, or null for those of the toolkit
     * @return new options
     */
    public ServerOptions withPage(@Nullable Path folder) {
        return new ServerOptions(models, address, port, token, corpus, temporaryFolder, true, folder, limits);
    }

    /**
     * The same on another address.
     *
     * @param newAddress to listen on
     * @param newPort to listen on
     * @param newToken required of every request, or null
     * @return new options
     */
    public ServerOptions listening(InetAddress newAddress, int newPort, @Nullable String newToken) {
        return new ServerOptions(
                models, newAddress, newPort, newToken, corpus, temporaryFolder, page, pageFolder, limits);
    }

    /**
     * The same with a corpus.
     *
     * @param inputs the corpus
     * @param folder takes the tokenized corpus
     * @return new options
     */
    public ServerOptions withCorpus(List<TextInput> inputs, Path folder) {
        return new ServerOptions(models, address, port, token, inputs, folder, page, pageFolder, limits);
    }

    /**
     * The same with other limits.
     *
     * @param newLimits what one client may take
     * @return new options
     */
    public ServerOptions withLimits(Limits newLimits) {
        return new ServerOptions(models, address, port, token, corpus, temporaryFolder, page, pageFolder, newLimits);
    }
}
