package org.wvtoolkit.web.export;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bundler that combines the page, its modules, its style sheet and the browser library in one HTML
 * file.
 *
 * <p>The modules of the page are restricted to a subset of the language that this class can join
 * without a parser: imports have the form <code>import { a, b } from './x.js';</code>, exports are
 * one last statement <code>export { a, b };</code>, and imports are not circular. Each module
 * becomes a function, in the order of the imports. A Content-Security-Policy permits exactly these
 * scripts, by their SHA-256 hashes, and no requests.
 *
 * <p>Stateless and thread-safe.
 */
public final class PageBundle {
    private static final String FOLDER = "/org/wvtoolkit/web/page/";
    private static final String LIBRARY = "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";
    private static final String ENTRY = "main.js";

    private static final Pattern IMPORT =
            Pattern.compile("^import\\s*\\{([^}]*)}\\s*from\\s*'\\./([\\w-]+\\.js)';\\R", Pattern.MULTILINE);
    private static final Pattern EXPORT = Pattern.compile("^export\\s*\\{([^}]*)};\\s*\\z", Pattern.MULTILINE);
    private static final Pattern LEFT_OVER = Pattern.compile("^(import|export)\\b.*$", Pattern.MULTILINE);

    private PageBundle() {}

    /** Writer of the data of the exported model. */
    @FunctionalInterface
    public interface DataWriter {
        /**
         * Writes one JSON object. The character {@code <} must be written as
         * <code>&#92;u003c</code>, because the object is inside an HTML element.
         *
         * @param out receives the JSON text
         * @throws IOException if writing fails
         */
        void write(Appendable out) throws IOException;
    }

    /**
     * Writes the page with a model's data.
     *
     * @param out receives the HTML, to be encoded as UTF-8
     * @param data writes the JSON object that {@code source-offline.js} reads
     * @throws IOException if a file of the page is missing or writing fails
     */
    public static void write(Appendable out, DataWriter data) throws IOException {
        String library = resource(LIBRARY);
        String script = script(PageBundle::pageFile);
        String style = pageFile("style.css");
        requireEmbeddable("d3", library);
        requireEmbeddable("script", script);
        requireEmbeddable("style", style);
        String icon = "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(pageFile("icon.svg").getBytes(StandardCharsets.UTF_8));
        // Drawings set inline styles, which 'unsafe-inline' permits for styles; no resource can be
        // loaded.
        String policy = "default-src 'none'; script-src " + hash(library) + " " + hash(script)
                + "; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";
        out.append("<!doctype html>\n<html lang=\"en\" data-theme=\"light\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(policy)
                .append("\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>wv explorer</title>\n");
        out.append("<link rel=\"icon\" type=\"image/svg+xml\" href=\"")
                .append(icon)
                .append("\">\n");
        out.append("<style>").append(style).append("</style>\n</head>\n<body>\n");
        out.append("<noscript>The explorer needs JavaScript.</noscript>\n");
        out.append("<script type=\"application/json\" id=\"wv-offline\">");
        data.write(out);
        out.append("</script>\n<script>").append(library).append("</script>\n");
        out.append("<script>").append(script).append("</script>\n</body>\n</html>\n");
    }

    /** Source of the files of the page. */
    @FunctionalInterface
    interface Files {
        String read(String name) throws IOException;
    }

    /**
     * Joins the entry module and all modules that it imports.
     *
     * @param files files of the page
     * @return one classic script
     * @throws IOException if a module is missing or uses a form of import or export that cannot be joined
     */
    static String script(Files files) throws IOException {
        StringBuilder joined = new StringBuilder("'use strict';\n(() => {\nconst M = {};\n");
        append(ENTRY, files, new LinkedHashSet<>(), new LinkedHashSet<>(), joined);
        return joined.append("})();\n").toString();
    }

    private static void append(String name, Files files, Set<String> done, Set<String> open, StringBuilder joined)
            throws IOException {
        if (done.contains(name)) {
            return;
        }
        if (!open.add(name)) {
            throw new IOException("circular import of " + name + ": " + String.join(" > ", open));
        }
        String source = files.read(name);
        List<String> bindings = new ArrayList<>();
        Matcher imports = IMPORT.matcher(source);
        while (imports.find()) {
            append(imports.group(2), files, done, open, joined);
            bindings.add("const {" + imports.group(1) + "} = M['" + imports.group(2) + "'];\n");
        }
        String body = imports.replaceAll("");
        Matcher export = EXPORT.matcher(body);
        String result = "";
        if (export.find()) {
            result = "M['" + name + "'] = {" + export.group(1) + "};\n";
            body = body.substring(0, export.start());
        }
        Matcher leftOver = LEFT_OVER.matcher(body);
        if (leftOver.find()) {
            throw new IOException(name + ": cannot join: " + leftOver.group());
        }
        joined.append("// ").append(name).append("\n(() => {\n");
        bindings.forEach(joined::append);
        joined.append(body).append(result).append("})();\n");
        open.remove(name);
        done.add(name);
    }

    private static String pageFile(String name) throws IOException {
        return resource(FOLDER + name);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageBundle.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("missing on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Checks that a text does not contain its end tag, which would end a script or style element at
     * any position.
     */
    private static void requireEmbeddable(String what, String text) throws IOException {
        for (String mark : List.of("</script", "</style", "<!--")) {
            if (text.contains(mark)) {
                throw new IOException(what + " contains " + mark + " and cannot be embedded");
            }
        }
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
