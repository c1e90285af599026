package org.wvtoolkit.examples.extension;

import java.nio.charset.StandardCharsets;
import org.wvtoolkit.text.format.ProseExtractor;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.format.ReadingTally;
import org.wvtoolkit.text.format.TextBlock;
import org.wvtoolkit.text.format.TextFormat;
import org.wvtoolkit.text.format.TextHead;
import org.wvtoolkit.text.format.TextLayout;

/** A text format: SubRip subtitles (.srt), whose numbers and times are not prose. */
final class SubtitleText implements TextFormat {
    private static final String ARROW = " --> ";

    @Override
    public String name() {
        return "srt";
    }

    @Override
    public String description() {
        return "SubRip subtitles";
    }

    @Override
    public boolean recognises(TextHead head) {
        return head.isNamed(".srt") && head.text().contains(ARROW);
    }

    @Override
    public TextLayout layout(TextHead head, ReadingOptions options, ReadingTally tally) {
        return new Layout();
    }

    /** Lines are independent, so that blocks can be divided between any two. */
    private record Layout() implements TextLayout {
        @Override
        public ProseExtractor newExtractor() {
            return SubtitleText::keepSpeech;
        }
    }

    private static void keepSpeech(TextBlock block) {
        String text = new String(block.bytes(), 0, block.length(), StandardCharsets.UTF_8);
        StringBuilder speech = new StringBuilder();
        for (String line : text.split("\r?\n", -1)) {
            if (!line.isBlank() && !line.contains(ARROW) && !line.strip().matches("[0-9]+")) {
                speech.append(line).append('\n');
            }
        }
        byte[] utf8 = speech.toString().getBytes(StandardCharsets.UTF_8);
        block.setText(utf8, utf8.length);
    }
}
