package org.wvtoolkit.text.format;

/** Plain text. */
final class PlainText implements TextFormat {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public String description() {
        return "plain text";
    }

    @Override
    public boolean recognises(TextHead head) {
        return true;
    }

    @Override
    public TextLayout layout(TextHead head, ReadingOptions options, ReadingTally tally) {
        return new Layout(options.sentences());
    }

    /** Layout that can be divided at any line. */
    record Layout(Sentences sentences) implements TextLayout {
        /** Layout of an empty block. */
        static final Layout LINES = new Layout(Sentences.LINE);

        @Override
        public boolean sharesBlocks() {
            return sentences == Sentences.LINE;
        }

        @Override
        public ProseExtractor newExtractor() {
            return sentences == Sentences.LINE
                    ? ProseExtractor.NONE
                    : block -> sentences.joinLines(block.bytes(), 0, block.length(), false, block.continuesLine());
        }
    }
}
