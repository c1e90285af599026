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
 * Header of a safetensors file.
 *
 * @param metadata strings by name
 * @param entries the tensors, in the order of their data
 * @param dataBegin file offset of the first data byte
 */
record Header(Map<String, String> metadata, List<Entry> entries, long dataBegin) {
    /** Header key of the metadata. No tensor may have this name. */
    static final String METADATA = "__metadata__";

    /** Maximum length of the header in the format, in bytes. */
    static final long MAX_BYTES = 100_000_000;

    /** Maximum number of metadata entries, so that a long header cannot fill the heap with millions of them. */
    static final int MAX_METADATA = 100_000;

    /** Maximum total length of metadata names and values in characters. */
    static final long MAX_METADATA_LENGTH = 16 << 20;

    /** Number of bytes of the header length field. */
    static final int LENGTH_BYTES = 8;

    /** Alignment of the data in the file: one cache line. */
    static final int ALIGNMENT = 64;

    /**
     * Entry of one tensor.
     *
     * @param declaration name, type and shape
     * @param begin offset of its first byte from the beginning of the data
     * @param end offset after its last byte
     */
    record Entry(TensorDeclaration declaration, long begin, long end) {}

    /** Returns the number of data bytes of all tensors. */
    long dataBytes() {
        return entries.isEmpty() ? 0 : entries.getLast().end();
    }

    /**
     * Assigns data offsets to tensors: wide elements first, in the declared order within a width.
     *
     * @throws IllegalArgumentException if two tensors have the same name or the total size
     *     overflows
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
                throw new IllegalArgumentException("the total size of the tensors exceeds 2^63 - 1 bytes", overflow);
            }
            if (entries.put(declaration.name(), new Entry(declaration, position, end)) != null) {
                throw new IllegalArgumentException("two tensors have the name " + declaration.name());
            }
            position = end;
        }
        return List.copyOf(entries.values());
    }

    /**
     * Encodes a header with its length field, padded with spaces to the beginning of the data.
     *
     * @throws IllegalArgumentException if a string is not valid Unicode, or the header exceeds the
     *     limit of the format
     */
    static byte[] encode(Map<String, String> metadata, List<Entry> entries) {
        long length = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            checkText(entry.getKey());
            checkText(entry.getValue());
            length += entry.getKey().length() + (long) entry.getValue().length();
        }
        if (metadata.size() > MAX_METADATA || length > MAX_METADATA_LENGTH) {
            throw new IllegalArgumentException("metadata too long: " + metadata.size() + " entries of " + length
                    + " characters; the maxima are " + MAX_METADATA + " and " + MAX_METADATA_LENGTH);
        }
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
                for (long extent : entry.declaration().shape()) {
                    json.writeNumber(extent);
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
        int headerLength = bytes.length - LENGTH_BYTES;
        if (headerLength > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "metadata too long: the header has " + headerLength + " bytes; the maximum is " + MAX_BYTES);
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(headerLength);
        return bytes;
    }

    /**
     * Rejects unpaired surrogates: JSON libraries treat them differently, and the content of a file
     * must not depend on the library that reads it.
     */
    private static void checkText(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("metadata or a tensor name is not valid Unicode: " + text);
        }
    }
}
