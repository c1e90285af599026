package org.wvtoolkit.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What stands before the data of a safetensors file.
 *
 * @param metadata strings by name
 * @param entries the tensors, in the order of their data
 * @param dataBegin the byte of the file where the data begins
 */
record Header(Map<String, String> metadata, List<Entry> entries, long dataBegin) {
    /** The key of the header that holds the metadata, and therefore no tensor's name. */
    static final String METADATA = "__metadata__";

    /** The longest header that the format allows. */
    static final long MAX_BYTES = 100_000_000;

    /** Bytes that the header's length takes. */
    static final int LENGTH_BYTES = 8;

    /** The data begins at a multiple of this: a cache line. */
    static final int ALIGNMENT = 64;

    /**
     * One tensor.
     *
     * @param declaration name, type and shape
     * @param begin its first byte, counted from the begin of the data
     * @param end the byte after its last
     */
    record Entry(TensorDeclaration declaration, long begin, long end) {}

    /** Bytes of the data of all tensors. */
    long dataBytes() {
        return entries.isEmpty() ? 0 : entries.getLast().end();
    }

    /**
     * Lays tensors out: wide elements first, the declared order within a width.
     *
     * @throws IllegalArgumentException if two tensors share a name or the whole is too large
     */
    static List<Entry> layOut(List<TensorDeclaration> declarations) {
        List<TensorDeclaration> ordered = new ArrayList<>(declarations);
        ordered.sort(Comparator.comparingInt(declaration -> declaration.dtype().rank()));
        Map<String, Entry> entries = new LinkedHashMap<>();
        long position = 0;
        for (TensorDeclaration declaration : ordered) {
            long end;
            try {
                end = Math.addExact(position, declaration.byteSize());
            } catch (ArithmeticException overflow) {
                throw new IllegalArgumentException("the tensors together exceed what can be addressed", overflow);
            }
            if (entries.put(declaration.name(), new Entry(declaration, position, end)) != null) {
                throw new IllegalArgumentException("two tensors are named " + declaration.name());
            }
            position = end;
        }
        return List.copyOf(entries.values());
    }

    /**
     * The bytes of a header, its length in front, padded with spaces up to where the data begins.
     *
     * @throws IllegalArgumentException if a string is not valid Unicode, or the header exceeds what the format allows
     */
    static byte[] encode(Map<String, String> metadata, List<Entry> entries) {
        metadata.forEach((key, value) -> {
            checkText(key);
            checkText(value);
        });
        entries.forEach(entry -> checkText(entry.declaration().name()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[LENGTH_BYTES]);
        try (JsonGenerator json = JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart(METADATA);
                new TreeMap<>(metadata).forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            for (Entry entry : entries) {
                json.writeObjectPropertyStart(entry.declaration().name());
                json.writeStringProperty("dtype", entry.declaration().dtype().name());
                json.writeArrayPropertyStart("shape");
                for (long length : entry.declaration().shape()) {
                    json.writeNumber(length);
                }
                json.writeEndArray();
                json.writeArrayPropertyStart("data_offsets");
                json.writeNumber(entry.begin());
                json.writeNumber(entry.end());
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        while (out.size() % ALIGNMENT != 0) {
            out.write(' ');
        }
        byte[] bytes = out.toByteArray();
        int length = bytes.length - LENGTH_BYTES;
        if (length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "metadata too long: the header takes " + length + " bytes, the format allows " + MAX_BYTES);
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        return bytes;
    }

    /** JSON libraries differ over half a surrogate pair; a file must not depend on which one reads it. */
    private static void checkText(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("metadata or a tensor's name is not valid Unicode text: " + text);
        }
    }
}
