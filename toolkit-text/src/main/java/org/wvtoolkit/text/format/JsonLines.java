package org.wvtoolkit.text.format;

import com.carrotsearch.hppc.IntArrayList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.markup.ByteText;
import org.wvtoolkit.text.markup.CharacterReferences;
import org.wvtoolkit.text.stream.UnreadableTextException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * JSON lines: one object per line. One field of the object holds the text or a list of texts. Each object
 * is a document. Lines that are not one object, and objects without the field, are skipped and
 * counted. A dot in the name of the field separates the names of nested fields, or is part of a
 * name. If a field is repeated, its last value is used. A surrogate without its partner becomes
 * U+FFFD and is counted. NUL, which text in other formats never contains, becomes a space and is
 * counted. In objects of WikiExtractor, recognised by their fields, character references are
 * decoded.
 */
final class JsonLines implements TextFormat {
    static final String NAME = "jsonl";

    private static final String BROKEN = "lines that are not JSON objects skipped";

    private static final String REPEATED = "objects with a repeated text field, of which the last value is used";

    private static final String SURROGATES = "unpaired surrogates replaced by U+FFFD";

    private static final String NULS = "NUL characters replaced by spaces";

    /** Fields of every object in the output of WikiExtractor. */
    private static final Set<String> OF_WIKI_EXTRACTOR = Set.of("id", "url", "title", "text");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN and Infinity
            .build();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "JSON, one object per line; the option field selects the text";
    }

    @Override
    public boolean recognises(TextHead head) {
        if (head.isNamed(".jsonl", ".ndjson", ".json")) {
            return true;
        }
        String line = head.firstLine();
        return line == null
                ? head.text().stripLeading().startsWith("{\"")
                : line.strip().startsWith("{") && line.strip().endsWith("}") && fields(line) != null;
    }

    @Override
    public TextLayout layout(TextHead head, ReadingOptions options, ReadingTally tally) throws UnreadableTextException {
        String asked = options.field();
        String field = asked == null ? ReadingOptions.DEFAULT_FIELD : asked;
        String line = head.firstLine();
        if (line != null && !line.isBlank()) {
            Set<String> fields = fields(line);
            if (fields == null) {
                throw UnreadableTextException.of(
                        head.where(),
                        "the first line is not a JSON object",
                        "convert it to JSON Lines, for example with jq -c, or set the option input-format to plain",
                        null);
            }
            if (!fields.contains(field)) {
                throw UnreadableTextException.of(
                        head.where(),
                        "the first object has no field " + field,
                        "set the option field to the one that holds the text; available: "
                                + String.join(", ", fields.stream().limit(20).toList()),
                        null);
            }
        }
        return new Layout(field, options.sentences(), tally);
    }

    /** Returns the field names of an object, with dots for nested fields, or null if the line is not an object. */
    private static @Nullable Set<String> fields(String line) {
        Set<String> fields = new TreeSet<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            List<String> path = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    path.add(parser.currentName());
                    fields.add(String.join(".", path));
                    JsonToken value = parser.nextToken();
                    if (value == JsonToken.START_OBJECT) {
                        continue;
                    }
                    parser.skipChildren();
                    path.removeLast();
                } else if (token == JsonToken.END_OBJECT && !path.isEmpty()) {
                    path.removeLast();
                }
            }
            return fields;
        } catch (JacksonException e) {
            return null;
        }
    }

    private record Layout(String field, Sentences sentences, ReadingTally tally) implements TextLayout {
        @Override
        public int afterLastRecord(byte[] bytes, int length) {
            return BlockBoundaries.afterLastLineEnd(bytes, length);
        }

        @Override
        public ProseExtractor newExtractor() {
            return new Objects(this);
        }

        @Override
        public String record() {
            return "a line";
        }
    }

    /** Extracts the texts of a block's objects. Not thread-safe: one instance per worker. */
    private static final class Objects implements ProseExtractor {
        private final String field;
        private final Sentences sentences;
        private final ReadingTally tally;
        private final String missing;
        private final ByteText prose = new ByteText();
        /** The fields of {@link #OF_WIKI_EXTRACTOR} that the current object has. */
        private final Set<String> ofWikiExtractor = new HashSet<>();

        Objects(Layout layout) {
            field = layout.field;
            sentences = layout.sentences;
            tally = layout.tally;
            missing = "objects without the field " + field + " skipped";
        }

        @Override
        public void extract(TextBlock block) {
            prose.clear();
            byte[] bytes = block.bytes();
            int line = 0;
            while (line < block.length()) {
                int end = BlockBoundaries.endOfLine(bytes, line, block.length());
                int from = line;
                while (from < end && BlockBoundaries.isWhitespace(bytes[from])) {
                    from++;
                }
                if (from < end) {
                    object(bytes, from, end);
                }
                line = end;
            }
            block.setText(prose.bytes(), prose.length());
        }

        private void object(byte[] bytes, int from, int to) {
            int document = prose.length();
            boolean found = false;
            try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    tally.add(BROKEN, 1);
                    return;
                }
                found = find(parser, document);
                if (parser.nextToken() != null) {
                    prose.truncate(document);
                    tally.add(BROKEN, 1);
                    return;
                }
            } catch (JacksonException e) {
                prose.truncate(document);
                tally.add(BROKEN, 1);
                return;
            }
            if (!found) {
                tally.add(missing, 1);
                return;
            }
            if (ofWikiExtractor.size() == OF_WIKI_EXTRACTOR.size()) {
                prose.truncate(CharacterReferences.decodeInPlace(prose.bytes(), document, prose.length()));
            }
            sentences.joinLines(prose.bytes(), document, prose.length(), false, false);
            prose.append('\n');
        }

        /**
         * Appends the text of the field in the current object and reads the object to its end.
         *
         * @return whether the last occurrence of the field has a text
         */
        private boolean find(JsonParser parser, int document) {
            // For each open object on the path: the number of characters of the field name that its ancestors
            // match.
            IntArrayList matched = new IntArrayList();
            matched.add(0);
            ofWikiExtractor.clear();
            int occurrences = 0;
            boolean found = false;
            while (!matched.isEmpty()) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.END_OBJECT) {
                    matched.removeLast();
                    continue;
                }
                int offset = matched.get(matched.size() - 1);
                String name = parser.currentName();
                if (matched.size() == 1 && OF_WIKI_EXTRACTOR.contains(name)) {
                    ofWikiExtractor.add(name);
                }
                JsonToken value = parser.nextToken();
                int end = offset + name.length();
                boolean onPath = field.startsWith(name, offset);
                if (onPath && end == field.length()) {
                    occurrences++;
                    prose.truncate(document);
                    found = take(parser, value);
                } else if (onPath && field.charAt(end) == '.' && value == JsonToken.START_OBJECT) {
                    matched.add(end + 1);
                } else {
                    parser.skipChildren();
                }
            }
            if (occurrences > 1) {
                tally.add(REPEATED, 1);
            }
            return found;
        }

        /** Appends a text or the texts of a list. */
        private boolean take(JsonParser parser, JsonToken value) {
            if (value == JsonToken.VALUE_STRING) {
                append(parser.getString());
                return true;
            }
            if (value != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return false;
            }
            boolean any = false;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    append(parser.getString());
                    prose.append("\n\n"); // a separate paragraph
                    any = true;
                } else {
                    parser.skipChildren();
                }
            }
            return any;
        }

        private void append(String value) {
            String text = value;
            if (value.indexOf('\0') >= 0) {
                tally.add(NULS, value.chars().filter(c -> c == 0).count());
                text = value.replace('\0', ' ');
            }
            int unpaired = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isSurrogate(c)) {
                    if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        i++;
                    } else {
                        unpaired++;
                    }
                }
            }
            if (unpaired == 0) {
                prose.append(text);
                return;
            }
            // Code points in the surrogate range are unpaired surrogates.
            text.codePoints().forEach(prose::appendCodePoint);
            tally.add(SURROGATES, unpaired);
        }
    }
}
