package org.wvtoolkit.nn.labelled;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Format of a line with a label and a text. */
public enum LabelledFormat {
    /** {@code LABEL<TAB>TEXT}; further tabs are part of the text. */
    TSV {
        @Override
        void parse(byte[] bytes, int from, int to, LabelledLine line) throws BadLineException {
            int tab = from;
            while (tab < to && bytes[tab] != '\t') {
                tab++;
            }
            if (tab == to) {
                throw new BadLineException("has no tab; a line is LABEL, a tab, TEXT (see the input format)");
            }
            line.label(string(bytes, from, tab));
            line.text(bytes, tab + 1, to);
        }
    },

    /** CSV with a header row, which {@link LineBlocks} converts to {@link #TSV}. */
    CSV {
        @Override
        void parse(byte[] bytes, int from, int to, LabelledLine line) throws BadLineException {
            TSV.parse(bytes, from < to && bytes[from] == CsvLines.EMPTY_ROW ? from + 1 : from, to, line);
        }
    },

    /**
     * A JSON object with the members {@code label}, a string or a number, and {@code text}; other
     * members are ignored.
     */
    JSONL {
        @Override
        void parse(byte[] bytes, int from, int to, LabelledLine line) throws BadLineException {
            String text = null;
            line.label("");
            try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new BadLineException("is not a JSON object; write {\"label\": …, \"text\": …}");
                }
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = json.currentName();
                    JsonToken value = json.nextToken();
                    if (name.equals("text") && value == JsonToken.VALUE_STRING) {
                        text = json.getString();
                    } else if (name.equals("label") && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                        line.label(wellFormed(json.getString()).strip());
                    } else {
                        json.skipChildren();
                    }
                }
                if (json.nextToken() != null) {
                    throw new BadLineException("has more than one JSON value; write one object per line");
                }
            } catch (JacksonException broken) {
                throw new BadLineException("is not valid JSON (" + broken.getOriginalMessage() + "); correct it");
            }
            if (text == null) {
                throw new BadLineException("has no string \"text\"; write {\"label\": …, \"text\": …}");
            }
            byte[] utf8 = wellFormed(text).getBytes(StandardCharsets.UTF_8);
            line.text(utf8, 0, utf8.length);
        }
    },

    /** fastText's format: words of which one, at any position, begins with {@code __label__}. */
    FASTTEXT {
        @Override
        void parse(byte[] bytes, int from, int to, LabelledLine line) throws BadLineException {
            line.label("");
            int at = from;
            int begin = -1;
            int end = -1;
            while (at < to) {
                int wordEnd = at;
                while (wordEnd < to && bytes[wordEnd] != ' ' && bytes[wordEnd] != '\t') {
                    wordEnd++;
                }
                if (isLabel(bytes, at, wordEnd)) {
                    if (begin >= 0) {
                        throw new BadLineException("has two labels; write one label per line");
                    }
                    begin = at;
                    end = wordEnd;
                }
                at = wordEnd + 1;
            }
            if (begin < 0) {
                line.text(bytes, from, to);
                return;
            }
            line.label(string(bytes, begin + PREFIX.length, end));
            if (begin == from) {
                line.text(bytes, Math.min(to, end + 1), to);
            } else {
                byte[] rest = new byte[begin - from + to - end];
                System.arraycopy(bytes, from, rest, 0, begin - from);
                System.arraycopy(bytes, end, rest, begin - from, to - end);
                line.text(rest, 0, rest.length);
            }
        }
    },

    /** Text without a label, for prediction. */
    TEXT {
        @Override
        void parse(byte[] bytes, int from, int to, LabelledLine line) {
            line.label("");
            line.text(bytes, from, to);
        }
    };

    private static final byte[] PREFIX = "__label__".getBytes(StandardCharsets.US_ASCII);
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN and Infinity
            .build();

    /**
     * Parses a line.
     *
     * @param bytes contains the line
     * @param from index of its first byte
     * @param to index after its last byte, without the line separator
     * @param line receives the label, empty if there is none, and the text
     * @throws BadLineException if the line violates the format
     */
    abstract void parse(byte[] bytes, int from, int to, LabelledLine line) throws BadLineException;

    /**
     * Returns the name in user interfaces.
     *
     * @return lower case
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the format with a name.
     *
     * @param name its name, in any case
     * @return the format, or empty
     */
    public static Optional<LabelledFormat> find(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * Detects the format from a first line.
     *
     * @param purpose whether lines must have labels; if not, anything but JSON, fastText's format and lines that begin
     *     with one of its labels and a tab is {@link #TEXT}
     */
    static LabelledFormat recognise(byte[] bytes, int from, int to, LineBlocks.Purpose purpose) {
        int begin = from;
        while (begin < to && (bytes[begin] == ' ' || bytes[begin] == '\t')) {
            begin++;
        }
        // A JSON array is recognized as well, to report it: it begins with an object or with a line of its own.
        boolean array = begin < to && bytes[begin] == '[' && (begin + 1 == to || bytes[begin + 1] == '{');
        if (begin < to && (bytes[begin] == '{' || array)) {
            return JSONL;
        }
        int tab = -1;
        boolean label = false;
        for (int at = begin; at < to; at++) {
            int wordEnd = at;
            while (wordEnd < to && bytes[wordEnd] != ' ' && bytes[wordEnd] != '\t') {
                wordEnd++;
            }
            if (at == begin && isLabel(bytes, at, wordEnd)) {
                return FASTTEXT;
            }
            label |= isLabel(bytes, at, wordEnd);
            tab = tab < 0 && wordEnd < to && bytes[wordEnd] == '\t' ? wordEnd : tab;
            at = wordEnd;
        }
        if (purpose.labelled()) {
            return label && tab < 0 ? FASTTEXT : TSV;
        }
        return tab >= 0 && purpose.labels().contains(string(bytes, from, tab)) ? TSV : TEXT;
    }

    private static boolean isLabel(byte[] bytes, int from, int to) {
        return to - from > PREFIX.length && Arrays.equals(bytes, from, from + PREFIX.length, PREFIX, 0, PREFIX.length);
    }

    /** Replaces unpaired surrogates, which JSON can escape and UTF-8 cannot represent, by U+FFFD. */
    private static String wellFormed(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> clean.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
        return clean.toString();
    }

    private static String string(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
    }
}
