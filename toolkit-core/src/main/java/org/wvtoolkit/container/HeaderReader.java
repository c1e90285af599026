package org.wvtoolkit.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reader that validates the header completely: its length, its JSON syntax, and the declared layout
 * of the data. Not thread-safe; used once.
 */
final class HeaderReader {
    private static final String REMEDY = "the file is damaged or not a safetensors file; create or download it again";
    private static final String CUT = "the file is truncated; create or download it again";

    /**
     * Nesting depth of the format (object, tensor, shape) plus one, so that deeper nesting is
     * reported by this class.
     */
    private static final int MAX_DEPTH = 4;

    /**
     * Maximum number of tensors, so that a header of 100 MB cannot fill the heap with millions of
     * entries.
     */
    private static final int MAX_TENSORS = 100_000;

    private final Path path;
    private final FileChannel channel;
    private final long fileSize;
    private final Map<String, String> metadata = new TreeMap<>();
    private final List<Header.Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private HeaderReader(Path path, FileChannel channel, long fileSize) {
        this.path = path;
        this.channel = channel;
        this.fileSize = fileSize;
    }

    /**
     * Reads and validates a header.
     *
     * @param path the file, for messages
     * @param channel the open file
     * @param fileSize its length in bytes
     * @return a header whose tensors cover the rest of the file exactly, each naturally aligned
     * @throws MalformedFileException if the header is invalid
     */
    static Header read(Path path, FileChannel channel, long fileSize) throws IOException {
        return new HeaderReader(path, channel, fileSize).read();
    }

    private Header read() throws IOException {
        long length = headerLength();
        JsonFactory json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        try (JsonParser parser = json.createParser(
                ObjectReadContext.empty(),
                new HeaderInput(channel, Header.LENGTH_BYTES, Header.LENGTH_BYTES + length))) {
            parseHeader(parser);
        } catch (JacksonIOException unreadable) {
            throw unreadable.getCause();
        } catch (JacksonException invalid) {
            long at = invalid.getLocation() == null ? -1 : invalid.getLocation().getByteOffset();
            throw bad(
                    at < 0 ? Header.LENGTH_BYTES : Header.LENGTH_BYTES + at,
                    "the header is not valid JSON: " + firstLine(invalid.getOriginalMessage()));
        }
        long dataBegin = Header.LENGTH_BYTES + length;
        checkLayout(dataBegin);
        return new Header(Map.copyOf(metadata), List.copyOf(entries), dataBegin);
    }

    private long headerLength() throws IOException {
        if (fileSize == 0) {
            throw new MalformedFileException(path, 0, "the file is empty", CUT);
        }
        byte[] first = new byte[Header.LENGTH_BYTES + 2];
        int read = new HeaderInput(channel, 0, fileSize).readNBytes(first, 0, first.length);
        if (read < first.length) {
            throw new MalformedFileException(
                    path, read, "too short for a safetensors file: " + read + " bytes; the minimum is 10", CUT);
        }
        long length = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong();
        // The second byte excludes other JSON encodings, which the parser would accept.
        if (first[Header.LENGTH_BYTES] != '{' || first[Header.LENGTH_BYTES + 1] == 0) {
            throw new MalformedFileException(
                    path,
                    Header.LENGTH_BYTES,
                    "is not a safetensors file",
                    "use a file written by this toolkit, or convert the file from its format");
        }
        if (length < 2 || length > Header.MAX_BYTES) {
            throw bad(
                    0,
                    "declares a header of " + Long.toUnsignedString(length) + " bytes; 2 to " + Header.MAX_BYTES
                            + " are allowed");
        }
        if (length > fileSize - Header.LENGTH_BYTES) {
            throw new MalformedFileException(
                    path,
                    0,
                    "declares a header of " + length + " bytes, but only " + (fileSize - Header.LENGTH_BYTES)
                            + " follow",
                    CUT);
        }
        return length;
    }

    private void parseHeader(JsonParser parser) throws MalformedFileException {
        expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "an object");
        String name;
        while ((name = parser.nextName()) != null) {
            if (!names.add(name)) {
                throw bad(parser, "the name " + quoted(name) + " occurs twice");
            }
            expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "an object for " + quoted(name));
            if (name.equals(Header.METADATA)) {
                parseMetadata(parser);
            } else {
                parseTensor(parser, name);
            }
        }
        // The parser checks the closing brace; only spaces may follow it.
        if (parser.nextToken() != null) {
            throw bad(parser, "unexpected bytes after the JSON object of the header");
        }
    }

    private void parseMetadata(JsonParser parser) throws MalformedFileException {
        String key;
        long length = 0;
        while ((key = parser.nextName()) != null) {
            if (metadata.size() == Header.MAX_METADATA) {
                throw bad(parser, "has more than " + Header.MAX_METADATA + " metadata entries");
            }
            expect(parser, parser.nextToken(), JsonToken.VALUE_STRING, "a string for metadata " + quoted(key));
            length += key.length() + (long) parser.getStringLength();
            if (length > Header.MAX_METADATA_LENGTH) {
                throw bad(parser, "has metadata of more than " + Header.MAX_METADATA_LENGTH + " characters");
            }
            if (metadata.put(key, parser.getString()) != null) {
                throw bad(parser, "metadata " + quoted(key) + " occurs twice");
            }
        }
    }

    private void parseTensor(JsonParser parser, String name) throws MalformedFileException {
        if (entries.size() == MAX_TENSORS) {
            throw bad(parser, "lists more than " + MAX_TENSORS + " tensors");
        }
        DType dtype = null;
        long[] shape = null;
        long[] offsets = null;
        String key;
        while ((key = parser.nextName()) != null) {
            JsonToken value = parser.nextToken();
            boolean repeated;
            switch (key) {
                case "dtype" -> {
                    repeated = dtype != null;
                    expect(parser, value, JsonToken.VALUE_STRING, "a string for the dtype of " + quoted(name));
                    dtype = dtype(parser, name);
                }
                case "shape" -> {
                    repeated = shape != null;
                    shape = lengths(parser, value, "shape of " + quoted(name), TensorDeclaration.MAX_RANK);
                }
                case "data_offsets" -> {
                    repeated = offsets != null;
                    offsets = lengths(parser, value, "data_offsets of " + quoted(name), 2);
                }
                default -> throw bad(parser, "tensor " + quoted(name) + " has an unknown field " + quoted(key));
            }
            if (repeated) {
                throw bad(parser, "the field " + key + " of tensor " + quoted(name) + " occurs twice");
            }
        }
        entries.add(entry(parser, name, dtype, shape, offsets));
    }

    private Header.Entry entry(
            JsonParser parser, String name, @Nullable DType dtype, long @Nullable [] shape, long @Nullable [] offsets)
            throws MalformedFileException {
        if (dtype == null || shape == null || offsets == null) {
            throw bad(
                    parser,
                    "tensor " + quoted(name) + " has no "
                            + (dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets"));
        }
        if (offsets.length != 2 || offsets[1] < offsets[0]) {
            throw bad(parser, "data_offsets of tensor " + quoted(name) + " are not a begin and an end offset");
        }
        TensorDeclaration declaration;
        try {
            declaration = new TensorDeclaration(name, dtype, shape);
        } catch (IllegalArgumentException refused) {
            throw bad(parser, String.valueOf(refused.getMessage()));
        }
        if (offsets[1] - offsets[0] != declaration.byteSize()) {
            throw bad(
                    parser,
                    "tensor " + declaration + " needs " + declaration.byteSize() + " bytes, but its data_offsets span "
                            + (offsets[1] - offsets[0]));
        }
        return new Header.Entry(declaration, offsets[0], offsets[1]);
    }

    private DType dtype(JsonParser parser, String name) throws MalformedFileException {
        String text = parser.getString();
        for (DType dtype : DType.values()) {
            if (dtype.name().equals(text)) {
                return dtype;
            }
        }
        throw bad(
                parser,
                "tensor " + quoted(name) + " has the type " + quoted(text)
                        + "; supported types: I64, F64, F32, I32, F16, I8 and U8");
    }

    private long[] lengths(JsonParser parser, JsonToken first, String what, int most) throws MalformedFileException {
        expect(parser, first, JsonToken.START_ARRAY, "an array for the " + what);
        long[] values = new long[most];
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            expect(parser, token, JsonToken.VALUE_NUMBER_INT, "whole numbers in the " + what);
            if (count == most) {
                throw bad(parser, "more than " + most + " numbers in the " + what);
            }
            values[count] = parser.getLongValue();
            if (values[count] < 0) {
                throw bad(parser, "a negative number in the " + what);
            }
            count++;
        }
        return Arrays.copyOf(values, count);
    }

    /** Checks that the tensors cover the data exactly, and sorts them by offset. */
    private void checkLayout(long dataBegin) throws MalformedFileException {
        entries.sort(new ByOffset());
        long dataBytes = fileSize - dataBegin;
        long position = 0;
        for (Header.Entry entry : entries) {
            String name = quoted(entry.declaration().name());
            if (entry.begin() > position) {
                throw bad(
                        fileOffset(dataBegin, position),
                        "a gap before tensor " + name + ": its bytes belong to no tensor");
            }
            if (entry.begin() < position) {
                throw bad(fileOffset(dataBegin, entry.begin()), "tensor " + name + " overlaps the preceding tensor");
            }
            if (entry.end() > dataBytes) {
                throw new MalformedFileException(
                        path,
                        fileSize,
                        "the file ends inside tensor " + name + ", which needs " + entry.end() + " bytes of data where "
                                + dataBytes + " are",
                        CUT);
            }
            position = entry.end();
        }
        if (position != dataBytes) {
            throw bad(fileOffset(dataBegin, position), (dataBytes - position) + " bytes follow the last tensor");
        }
        for (Header.Entry entry : entries) {
            if ((dataBegin + entry.begin()) % entry.declaration().dtype().bytes() != 0) {
                throw bad(
                        fileOffset(dataBegin, entry.begin()),
                        "tensor " + quoted(entry.declaration().name()) + " is not aligned to its elements");
            }
        }
    }

    /**
     * A class instead of two lambdas: linking lambdas would take 10 % of the time of a query in a
     * new process.
     */
    private static final class ByOffset implements Comparator<Header.Entry> {
        @Override
        public int compare(Header.Entry one, Header.Entry other) {
            int byBegin = Long.compare(one.begin(), other.begin());
            return byBegin != 0 ? byBegin : Long.compare(one.end(), other.end());
        }
    }

    /** Converts a data offset to a file offset. Offsets in a malicious header may be near 2^63. */
    private static long fileOffset(long dataBegin, long offset) {
        return offset > Long.MAX_VALUE - dataBegin ? Long.MAX_VALUE : dataBegin + offset;
    }

    private void expect(JsonParser parser, @Nullable JsonToken actual, JsonToken expected, String what)
            throws MalformedFileException {
        if (actual != expected) {
            throw bad(parser, "the header should have " + what);
        }
    }

    private MalformedFileException bad(JsonParser parser, String problem) {
        return bad(
                Header.LENGTH_BYTES + Math.max(0, parser.currentTokenLocation().getByteOffset()), problem);
    }

    private MalformedFileException bad(long offset, String problem) {
        return new MalformedFileException(path, offset, problem, REMEDY);
    }

    private static String quoted(String text) {
        return text.length() <= 60 ? "\"" + text + "\"" : "\"" + text.substring(0, 60) + "…\"";
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }

    /** Section of a file as a stream. Does not move the position of the channel. */
    private static final class HeaderInput extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long position;

        HeaderInput(FileChannel channel, long begin, long end) {
            this.channel = channel;
            this.position = begin;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (position >= end) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, end - position)), position);
            if (count > 0) {
                position += count;
            }
            return count;
        }
    }
}
