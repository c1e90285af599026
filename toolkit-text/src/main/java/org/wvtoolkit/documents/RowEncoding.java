package org.wvtoolkit.documents;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Output encodings of a vector. Constants are thread-safe. */
public enum RowEncoding {
    /** Tab-separated decimal values, one row per line. */
    TSV {
        @Override
        void append(float[] row, ByteArrayOutputStream out) {
            for (int i = 0; i < row.length; i++) {
                byte[] text = Float.toString(row[i]).getBytes(StandardCharsets.US_ASCII);
                out.write(text, 0, text.length);
                out.write(i + 1 < row.length ? '\t' : '\n');
            }
        }
    },
    /** IEEE 754 single precision, little-endian, without separators. */
    FLOATS {
        @Override
        void append(float[] row, ByteArrayOutputStream out) {
            for (float value : row) {
                int bits = Float.floatToRawIntBits(value);
                out.write(bits);
                out.write(bits >> 8);
                out.write(bits >> 16);
                out.write(bits >> 24);
            }
        }
    };

    abstract void append(float[] row, ByteArrayOutputStream out);
}
