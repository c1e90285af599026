package org.wvtoolkit.web;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.web.http.Limits;
import org.wvtoolkit.web.model.WordnetSource;

/**
 * Options of a server.
 *
 * @param models model files, at least one; the page shows the first
 * @param address address to listen on
 * @param port port to listen on, 0 to 65,535; 0 selects a free port
 * @param token token that every request must contain, or null for none; required unless the address
 *     is loopback
 * @param corpus corpus for concordances; empty for none
 * @param temporaryFolder folder for the tokenized corpus
 * @param page whether to serve the explorer's page in addition to the JSON interface
 * @param pageFolder folder of the page's files for development, or null for the built-in files
 * @param limits limits for each client
 * @param wordnet wordnet for senses and relations
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
        Limits limits,
        WordnetSource wordnet) {
    /** Copies the lists and validates the ranges. */
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
     * Returns options for the JSON interface on a free port of 127.0.0.1.
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
                Limits.defaults(),
                WordnetSource.english());
    }

    /**
     * Returns a copy that serves the page.
     *
     * @param folder folder of the page's files, or null for the built-in files
     * @return new options
     */
    public ServerOptions withPage(@Nullable Path folder) {
        return new ServerOptions(models, address, port, token, corpus, temporaryFolder, true, folder, limits, wordnet);
    }

    /**
     * Returns a copy with another address.
     *
     * @param newAddress address to listen on
     * @param newPort port to listen on
     * @param newToken token that every request must contain, or null
     * @return new options
     */
    public ServerOptions listening(InetAddress newAddress, int newPort, @Nullable String newToken) {
        return new ServerOptions(
                models, newAddress, newPort, newToken, corpus, temporaryFolder, page, pageFolder, limits, wordnet);
    }

    /**
     * Returns a copy with a corpus.
     *
     * @param inputs the corpus
     * @param folder folder for the tokenized corpus
     * @return new options
     */
    public ServerOptions withCorpus(List<TextInput> inputs, Path folder) {
        return new ServerOptions(models, address, port, token, inputs, folder, page, pageFolder, limits, wordnet);
    }

    /**
     * Returns a copy with other limits.
     *
     * @param newLimits limits for each client
     * @return new options
     */
    public ServerOptions withLimits(Limits newLimits) {
        return new ServerOptions(
                models, address, port, token, corpus, temporaryFolder, page, pageFolder, newLimits, wordnet);
    }

    /**
     * Returns a copy with another wordnet.
     *
     * @param newWordnet wordnet for senses and relations
     * @return new options
     */
    public ServerOptions withWordnet(WordnetSource newWordnet) {
        return new ServerOptions(
                models, address, port, token, corpus, temporaryFolder, page, pageFolder, limits, newWordnet);
    }
}
