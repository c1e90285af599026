package org.wvtoolkit.text.reader;

/** Nothing but prose; a line is a context unit. */
final class PlainText implements TextFormat {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public String description() {
        return "plain text; a line is a sentence";
    }

    @Override
    public boolean recognises(byte[] head, int length) {
        return true;
    }

    @Override
    public int extract(byte[] bytes, int length, boolean continuesLine) {
        return length;
    }
}
