package org.wvtoolkit.nn.classifier;

import org.wvtoolkit.text.reader.TextBlock;

/** A line, parsed; used again for the next one. Confined to one thread. */
final class LabelledLine {
    private String label = "";
    private byte[] text = new byte[1 << 12];
    private int length;

    void label(String newLabel) {
        label = newLabel;
    }

    /** Copies the text, since tokenizers write into what they cut. */
    void text(byte[] bytes, int from, int to) {
        length = Math.max(0, to - from);
        if (text.length < length + TextBlock.PADDING) {
            text = new byte[length + length / 2 + TextBlock.PADDING];
        }
        System.arraycopy(bytes, from, text, 0, length);
    }

    /** Empty where there is none. */
    String label() {
        return label;
    }

    /** Followed by padding. */
    byte[] text() {
        return text;
    }

    int length() {
        return length;
    }
}
