package org.wvtoolkit.nn.labelled;

import org.wvtoolkit.text.format.TextBlock;

/** Parsed line, reused for successive lines. Not thread-safe. */
public final class LabelledLine {
    private String label = "";
    private byte[] text = new byte[1 << 12];
    private int length;

    void label(String newLabel) {
        label = newLabel;
    }

    /** Copies the text, because tokenizers modify their input. */
    void text(byte[] bytes, int from, int to) {
        length = Math.max(0, to - from);
        if (text.length < length + TextBlock.PADDING) {
            text = new byte[length + length / 2 + TextBlock.PADDING];
        }
        System.arraycopy(bytes, from, text, 0, length);
    }

    /** Returns the label, empty if there is none. */
    public String label() {
        return label;
    }

    /** Returns the text, followed by padding. */
    public byte[] text() {
        return text;
    }

    public int length() {
        return length;
    }
}
