package org.wvtoolkit.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Static files in one folder of the class path, and individually named libraries. Thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class StaticFiles {
    /**
     * Policy without other hosts and inline scripts. Drawings need inline styles, which cannot load
     * resources either.
     */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", Response.JSON);

    private final String folder;
    private final Map<String, String> libraries;
    private final @Nullable Path overriding;

    /**
     * Creates static files.
     *
     * @param folder absolute name of a folder of the class path, without a trailing slash
     * @param libraries absolute names on the class path by URL path
     */
    public StaticFiles(String folder, Map<String, String> libraries) {
        this(folder, libraries, null);
    }

    private StaticFiles(String folder, Map<String, String> libraries, @Nullable Path overriding) {
        this.folder = folder;
        this.libraries = Map.copyOf(libraries);
        this.overriding = overriding;
    }

    /**
     * Returns a copy that reads the folder's files from disk at every request, for development.
     *
     * @param directory directory of the files
     * @return new static files
     */
    public StaticFiles readFrom(Path directory) {
        return new StaticFiles(folder, libraries, directory);
    }

    /**
     * Reads a file.
     *
     * @param path URL path, starting with a slash
     * @return the bytes, or null if the file does not exist
     * @throws IOException if it cannot be read
     */
    public byte @Nullable [] read(String path) throws IOException {
        if (!PATH.matcher(path).matches()) {
            return null;
        }
        String library = libraries.get(path);
        if (library == null && overriding != null) {
            Path file = overriding.resolve(path.substring(1));
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream(library == null ? folder + path : library)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    /**
     * Returns whether a file exists.
     *
     * @param path URL path; a single slash means {@code /index.html}
     * @return false also if the file cannot be read
     */
    boolean exists(String path) {
        try {
            return read(named(path)) != null;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String named(String path) {
        return path.equals("/") ? "/index.html" : path;
    }

    /**
     * Returns the response with a file.
     *
     * @param path URL path; a single slash means {@code /index.html}
     * @return the response
     * @throws ProblemException if the file does not exist
     * @throws IOException if it cannot be read
     */
    public Response respond(String path) throws ProblemException, IOException {
        String named = named(path);
        byte[] bytes = read(named);
        if (bytes == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "nothing exists at this address");
        }
        String extension = named.substring(named.lastIndexOf('.') + 1);
        return new Response(
                200,
                Objects.requireNonNullElse(MEDIA_TYPES.get(extension), "application/octet-stream"),
                bytes,
                Map.of("Content-Security-Policy", CONTENT_SECURITY_POLICY, "Referrer-Policy", "no-referrer"));
    }
}
