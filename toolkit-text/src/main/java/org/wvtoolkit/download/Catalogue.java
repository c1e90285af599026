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
 * The corpora that can be fetched by name: a table of tab-separated fields, name, file, address, bytes,
 * SHA-256, licence, description,
 * where {@code -} stands for what is not known, and lines that begin with {@code #} say nothing. A name may
 * end in {@code LANG}; it
 * then stands for one entry a language, and {@code {LANG}} in the file and the address for the language's
 * code. Immutable.
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
     * The catalogue that comes with the toolkit.
     *
     * @param besides a file that is taken instead, if it exists
     * @return the catalogue
     * @throws IOException if it cannot be read, or is broken
     */
    public static Catalogue standard(Path besides) throws IOException {
        if (Files.isRegularFile(besides)) {
            return read(besides);
        }
        InputStream resource = Catalogue.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IOException(besides + ": there is no catalogue; give one");
        }
        try (Reader reader = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
            return read(reader, RESOURCE);
        }
    }

    /**
     * A catalogue in a file.
     *
     * @param file in UTF-8
     * @return the catalogue
     * @throws IOException if it cannot be read, or is broken; the message names the line
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
            throw new IOException(where + ": has " + fields.size() + " fields, not " + FIELDS
                    + "; give name, file, address, bytes, sha256, licence and description, apart by tabs");
        }
        String file = fields.get(1);
        if (!FILE_NAME.matcher(file).matches()) {
            throw new IOException(where + ": " + file + " is not the plain name of a file; give one without folders");
        }
        String address = fields.get(2);
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw new IOException(where + ": " + address + " is no address of the web; begin it with https://");
        }
        String sha256 = known(fields.get(4));
        if (!sha256.isEmpty() && !SHA256.matcher(sha256).matches()) {
            throw new IOException(where + ": " + sha256 + " is no SHA-256; give 64 hexadecimal digits, or -");
        }
        try {
            long bytes = known(fields.get(3)).isEmpty() ? -1 : Long.parseLong(fields.get(3));
            Row row = new Row(fields.get(0), file, address, bytes, sha256, fields.get(5), fields.get(6));
            row.entry("en"); // says now what is wrong with the address
            return row;
        } catch (NumberFormatException wrong) {
            throw new IOException(where + ": " + fields.get(3) + " is no number of bytes; give one, or -", wrong);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(where + ": " + address + " is no address; " + wrong.getMessage(), wrong);
        }
    }

    private static String known(String field) {
        return field.equals("-") ? "" : field;
    }

    /**
     * What there is, a pattern once.
     *
     * @return in the order of the file
     */
    public List<CatalogueEntry> entries() {
        return rows.stream()
                .map(row -> row.entry(row.isPattern() ? LANGUAGE : ""))
                .toList();
    }

    /**
     * An entry by name.
     *
     * @param name a name, or one that a pattern stands for, such as {@code wikipedia-de}
     * @return the entry
     * @throws IllegalArgumentException if there is none; the message lists those there are
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
        throw new IllegalArgumentException("no corpus " + name + " in the catalogue; there are "
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
