package org.wvtoolkit.nn.labelled;

import org.wvtoolkit.text.format.TextBlock;

/** A line, parsed; used again for the next one. Confined to one thread. */
public final class LabelledLine {
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
    public String label() {
        return label;
    }

    /** Followed by padding. */
    public byte[] text() {
        return text;
    }

    public int length() {
        return length;
    }
}
