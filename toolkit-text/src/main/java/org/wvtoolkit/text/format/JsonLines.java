package org.wvtoolkit.text.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.markup.ByteText;
import org.wvtoolkit.text.stream.UnreadableTextException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON lines: an object a line, of which one field holds the text, or a list of texts. WikiExtractor writes this too. Each object is a
 * document; lines that are no object, or that lack the field, are passed over and counted.
 */
final class JsonLines implements TextFormat {
    static final String NAME = "jsonl";

    private static final String BROKEN = "lines that are no JSON object passed over";

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "JSON, an object a line; --field names the one that holds the text";
    }

    @Override
    public boolean recognises(TextHead head) {
        if (head.isNamed(".jsonl", ".ndjson", ".json")) {
            return true;
        }
        String line = head.firstLine();
        return line == null
                ? head.text().startsWith("{\"")
                : line.startsWith("{") && line.endsWith("}") && fields(line) != null;
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
                        "its first line is no JSON object",
                        "make it JSON lines, an object a line, as jq -c does; or read it as it is with --input-format plain",
                        null);
            }
            if (!fields.contains(field)) {
                throw UnreadableTextException.of(
                        head.where(),
                        "its first object has no field " + field,
                        "name the field that holds the text with --field; there are "
                                + String.join(", ", fields.stream().limit(20).toList()),
                        null);
            }
        }
        return new Layout(field, options.sentences(), tally);
    }

    /** The names of an object's fields, those within it with dots; null if the line is no object. */
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
            return new Objects(field, sentences, tally);
        }

        @Override
        public String record() {
            return "a line";
        }
    }

    /** One worker's means to find texts in a block. */
    private static final class Objects implements ProseExtractor {
        private final String[] path;
        private final Sentences sentences;
        private final ReadingTally tally;
        private final String missing;
        private final ByteText prose = new ByteText();

        Objects(String field, Sentences sentences, ReadingTally tally) {
            path = field.split("\\.", -1);
            this.sentences = sentences;
            this.tally = tally;
            missing = "objects without the field " + field + " passed over";
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
                found = find(parser);
            } catch (JacksonException e) {
                prose.truncate(document);
                tally.add(BROKEN, 1);
                return;
            }
            if (!found) {
                tally.add(missing, 1);
                return;
            }
            sentences.joinLines(prose.bytes(), document, prose.length(), false, false);
            prose.append('\n');
        }

        /** Looks for the field in the object that was just entered, and reads the object to its end, since it may be broken. */
        private boolean find(JsonParser parser) {
            int depth = 0;
            boolean found = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.END_OBJECT) {
                    depth--;
                    if (depth < 0) {
                        return found;
                    }
                } else if (token == JsonToken.PROPERTY_NAME) {
                    boolean onPath = depth < path.length && parser.currentName().equals(path[depth]);
                    JsonToken value = parser.nextToken();
                    if (onPath && value == JsonToken.START_OBJECT && depth + 1 < path.length) {
                        depth++;
                    } else if (onPath && depth + 1 == path.length) {
                        found |= take(parser, value);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            return found;
        }

        /** Takes a text, or the texts of a list. */
        private boolean take(JsonParser parser, JsonToken value) {
            if (value == JsonToken.VALUE_STRING) {
                prose.append(parser.getString());
                return true;
            }
            if (value != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return false;
            }
            boolean any = false;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    prose.append(parser.getString());
                    prose.append("\n\n"); // a paragraph of its own
                    any = true;
                } else {
                    parser.skipChildren();
                }
            }
            return any;
        }
    }
}
