package org.wvtoolkit.text.markup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The localised words of MediaWiki's syntax: names and aliases of the file and category namespaces,
 * and the options of images. A dump lists the names of namespaces but not their aliases, which
 * older links use. Immutable and thread-safe.
 */
final class WikiWords {
    private static final String RESOURCE = "wiki-words.tsv";

    /** The language of the words that every wiki accepts. */
    private static final String EVERYWHERE = "en";

    /** The kind of a line with languages whose words also apply. */
    private static final String LIKE = "like";

    private final Map<String, Set<String>> byKind;

    private WikiWords(Map<String, Set<String>> byKind) {
        this.byKind = byKind;
    }

    /**
     * Returns the words of a language together with those of related languages and the English ones.
     *
     * @param language a language code such as {@code de} or {@code zh-hant}; the part after a
     *     hyphen is ignored
     */
    static WikiWords of(String language) {
        String code = language.replaceFirst("[-_].*", "").toLowerCase(Locale.ROOT);
        Map<String, Set<String>> byKind = new HashMap<>();
        Set<String> codes = new HashSet<>(List.of(EVERYWHERE, code));
        try (InputStream in = Objects.requireNonNull(WikiWords.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", -1);
                if (line.startsWith("#") || !codes.contains(fields[0])) {
                    continue;
                }
                if (fields[1].equals(LIKE)) {
                    // These lines precede all others.
                    codes.addAll(List.of(fields[2].split("\\|", -1)));
                } else {
                    byKind.computeIfAbsent(fields[1], any -> new HashSet<>())
                            .addAll(List.of(fields[2].split("\\|", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
        return new WikiWords(byKind);
    }

    private boolean has(String kind, String word) {
        return byKind.getOrDefault(kind, Set.of()).contains(word);
    }

    /**
     * Returns whether a name is one of the file or media namespace. The name is in lower case, with
     * spaces instead of underscores.
     */
    boolean isFileNamespace(String name) {
        return has("file", name);
    }

    /**
     * Returns whether a name is one of the category namespace. The name is in lower case, with
     * spaces instead of underscores.
     */
    boolean isCategoryNamespace(String name) {
        return has("category", name);
    }

    /** Returns whether a lower-case image option gives the image a frame and a visible caption. */
    boolean isFrame(String option) {
        int equals = option.indexOf('=');
        return has("frame", equals < 0 ? option : option.substring(0, equals).strip());
    }

    /** Returns whether a lower-case part of an image link is an option rather than a caption. */
    boolean isOption(String option) {
        if (option.isEmpty() || has("option", option) || isSize(option)) {
            return true;
        }
        int equals = option.indexOf('=');
        if (equals > 0) {
            return has("named", option.substring(0, equals).strip());
        }
        // For example "upright 1.2".
        int space = option.lastIndexOf(' ');
        return space > 0 && has("named", option.substring(0, space).strip()) && isNumber(option, space + 1);
    }

    /** Returns whether an option is a size such as 200px, 200x150px or x150 px. */
    private boolean isSize(String option) {
        int end = 0;
        while (end < option.length() && (isDigit(option.charAt(end)) || option.charAt(end) == 'x')) {
            end++;
        }
        return end > 0 && has("size", option.substring(end).strip());
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i)) && text.charAt(i) != '.') {
                return false;
            }
        }
        return from < text.length();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
