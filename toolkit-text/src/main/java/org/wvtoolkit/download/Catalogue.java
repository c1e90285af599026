package org.wvtoolkit.download;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.wvtoolkit.container.Utf8Files;

/**
 * Catalogue of the corpora that can be downloaded by name. Immutable.
 *
 * <p>A catalogue file has seven tab-separated fields per line: name, file, address, bytes, SHA-256,
 * licence and description. The value {@code -} marks an unknown field, and lines that begin with
 * {@code #} are comments. A name that ends with {@code LANG} is a pattern for one entry per
 * language; {@code {LANG}} in the file and address fields is then replaced by the language code.
 */
public final class Catalogue {
    private static final String RESOURCE = "catalogue.tsv";
    private static final String LANGUAGE = "LANG";
    private static final Pattern LANGUAGE_CODE = Pattern.compile("[a-z][a-z0-9_]{1,19}");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9{][A-Za-z0-9._{}-]*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TAB = Pattern.compile("\t");
    private static final int FIELDS = 7;

    private final List<Row> rows;

    private record Row(
            String name, String file, String address, long bytes, String sha256, String licence, String description) {
        boolean isPattern() {
            return name.endsWith(LANGUAGE);
        }

        CatalogueEntry entry(String language) {
            String mark = "{" + LANGUAGE + "}";
            return new CatalogueEntry(
                    isPattern() ? name.substring(0, name.length() - LANGUAGE.length()) + language : name,
                    file.replace(mark, language),
                    URI.create(address.replace(mark, language)),
                    bytes,
                    sha256,
                    licence,
                    description);
        }
    }

    private Catalogue(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * Returns the catalogue of the toolkit, or its replacement.
     *
     * @param replacement a file that is read instead of the built-in catalogue, if it exists
     * @return the catalogue
     * @throws IOException if the catalogue cannot be read or is malformed
     */
    public static Catalogue standard(Path replacement) throws IOException {
        if (Files.isRegularFile(replacement)) {
            return read(replacement);
        }
        InputStream resource = Catalogue.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IOException(replacement + ": no catalogue found; create this file");
        }
        try (Reader reader = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
            return read(reader, RESOURCE);
        }
    }

    /**
     * Reads a catalogue file.
     *
     * @param file the file, in UTF-8
     * @return the catalogue
     * @throws IOException if the file cannot be read or is malformed; the message names the line
     */
    public static Catalogue read(Path file) throws IOException {
        try (Reader reader = Utf8Files.newReader(file)) {
            return read(reader, file.toString());
        }
    }

    private static Catalogue read(Reader reader, String where) throws IOException {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        BufferedReader lines = new BufferedReader(reader);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(line, where + ", line " + number));
            }
        }
        return new Catalogue(List.copyOf(rows));
    }

    private static Row row(String line, String where) throws IOException {
        List<String> fields = TAB.splitAsStream(line).map(String::strip).toList();
        if (fields.size() != FIELDS) {
            throw new IOException(where + ": " + fields.size() + " fields instead of " + FIELDS
                    + "; use name, file, address, bytes, sha256, licence and description, separated by tabs");
        }
        String file = fields.get(1);
        if (!FILE_NAME.matcher(file).matches()) {
            throw new IOException(where + ": " + file
                    + " is not a valid file name; use letters, digits, '.', '_' and '-', without folders");
        }
        String address = fields.get(2);
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw new IOException(where + ": " + address + " is not a web address; begin it with https://");
        }
        String sha256 = known(fields.get(4));
        if (!sha256.isEmpty() && !SHA256.matcher(sha256).matches()) {
            throw new IOException(where + ": " + sha256 + " is not a SHA-256; give 64 hexadecimal digits, or -");
        }
        try {
            long bytes = known(fields.get(3)).isEmpty() ? -1 : Long.parseLong(fields.get(3));
            Row row = new Row(fields.get(0), file, address, bytes, sha256, fields.get(5), fields.get(6));
            row.entry("en"); // validates the address
            return row;
        } catch (NumberFormatException wrong) {
            throw new IOException(
                    where + ": " + fields.get(3) + " is not a number of bytes; use an integer, or -", wrong);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(where + ": " + address + " is not a valid address: " + wrong.getMessage(), wrong);
        }
    }

    private static String known(String field) {
        return field.equals("-") ? "" : field;
    }

    /**
     * Returns all entries. A pattern is listed once, with {@code LANG} for the language.
     *
     * @return the entries in file order
     */
    public List<CatalogueEntry> entries() {
        return rows.stream()
                .map(row -> row.entry(row.isPattern() ? LANGUAGE : ""))
                .toList();
    }

    /**
     * Returns the entry with a name.
     *
     * @param name the name of an entry or an instance of a pattern, such as {@code wikipedia-de}
     * @return the entry
     * @throws IllegalArgumentException if there is no such entry; the message lists the names
     */
    public CatalogueEntry named(String name) {
        for (Row row : rows) {
            if (!row.isPattern() && row.name().equals(name)) {
                return row.entry("");
            }
            Optional<String> language = language(row, name);
            if (language.isPresent()) {
                return row.entry(language.get());
            }
        }
        throw new IllegalArgumentException("the catalogue has no corpus " + name + "; available: "
                + rows.stream().map(Row::name).collect(Collectors.joining(", ")));
    }

    private static Optional<String> language(Row row, String name) {
        String prefix = row.name().substring(0, Math.max(0, row.name().length() - LANGUAGE.length()));
        if (!row.isPattern() || !name.startsWith(prefix)) {
            return Optional.empty();
        }
        String language = name.substring(prefix.length());
        return LANGUAGE_CODE.matcher(language).matches() ? Optional.of(language) : Optional.empty();
    }
}
