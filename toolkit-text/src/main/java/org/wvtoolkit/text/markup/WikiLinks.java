package org.wvtoolkit.text.markup;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Visible text of links, image captions and language variants. Not thread-safe. */
final class WikiLinks {
    /**
     * Maximum length, in characters, of an unknown word that may be an image option in another
     * language.
     */
    private static final int MAX_OPTION_LENGTH = 24;

    private static final String[] VARIANTS = {"zh-cn", "zh-hans", "zh", "zh-hant", "zh-tw", "sr-ec"};

    private final WikiSite site;

    WikiLinks(WikiSite site) {
        this.site = site;
    }

    /**
     * Replaces the source of a link by its visible text.
     *
     * @param text ends with the source of the link, without the brackets
     * @param begin index at which the source begins
     * @param captions receives the caption of an image; null if captions are not wanted
     */
    void show(ByteText text, int begin, @Nullable ByteText captions) {
        int end = text.length();
        int bar = begin;
        int colon = -1;
        while (bar < end && text.at(bar) != '|') {
            if (text.at(bar) == ':' && colon < 0 && bar > begin) {
                colon = bar;
            }
            bar++;
        }
        boolean visible = begin < end && text.at(begin) == ':';
        WikiSite.Kind kind = colon < 0 ? WikiSite.Kind.ARTICLE : site.kind(text.string(begin, colon));
        if (visible) {
            showLabel(text, begin, colon < 0 ? begin + 1 : colon + 1, bar, end);
        } else if (kind == WikiSite.Kind.FILE) {
            String caption = captions == null ? "" : caption(text.string(Math.min(end, bar + 1), end));
            text.truncate(begin);
            if (captions != null && !caption.isEmpty()) {
                captions.append(caption);
                captions.append('\n');
            }
        } else if (kind == WikiSite.Kind.CATEGORY || (kind == WikiSite.Kind.OTHER_LANGUAGE && bar == end)) {
            text.truncate(begin);
        } else {
            showLabel(text, begin, kind == WikiSite.Kind.ARTICLE ? begin : colon + 1, bar, end);
        }
    }

    /** Replaces the source of a link by its label, or by its target if it has no label. */
    private static void showLabel(ByteText text, int begin, int target, int bar, int end) {
        boolean labelled = bar + 1 < end;
        int from = labelled ? bar + 1 : target;
        int to = labelled ? end : bar;
        byte[] bytes = text.bytes();
        int kept = begin;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            boolean space = b == '|' || (!labelled && (b == '#' || b == '_'));
            bytes[kept++] = space ? (byte) ' ' : b;
        }
        text.truncate(kept);
    }

    /**
     * Returns the caption of an image: the last part that is not an option. Only framed images have
     * a visible caption. A single word before the caption that could be an option is assumed to be
     * a frame option in an unknown language.
     */
    private String caption(String options) {
        WikiWords words = site.words();
        String caption = "";
        boolean framed = false;
        for (String option : options.split("\\|", -1)) {
            String stripped = option.strip();
            String lowerCase = stripped.toLowerCase(Locale.ROOT);
            if (words.isFrame(lowerCase)) {
                framed = true;
            } else if (!words.isOption(lowerCase)) {
                framed |= !caption.isEmpty() && caption.length() <= MAX_OPTION_LENGTH && caption.indexOf(' ') < 0;
                caption = stripped;
            }
        }
        return framed ? caption.replace('\n', ' ') : "";
    }

    /**
     * Replaces the source of language variants by the text of one variant.
     *
     * @param text ends with the source, without the marks: a text without variants, or flags and a
     *     bar, followed by texts with their language codes
     * @param begin index at which the source begins
     */
    void showVariant(ByteText text, int begin) {
        String all = text.string(begin, text.length());
        text.truncate(begin);
        int bar = all.indexOf('|');
        String flags = bar < 0 ? "" : all.substring(0, bar);
        if (flags.contains("H") || flags.contains("T") || flags.contains("-")) {
            return; // a rule for the whole page or its title, which is not visible
        }
        String readings = all.substring(bar + 1);
        for (String variant : VARIANTS) {
            for (String reading : readings.split(";", -1)) {
                int colon = reading.indexOf(':');
                if (colon > 0 && reading.substring(0, colon).strip().equals(variant)) {
                    text.append(reading.substring(colon + 1).strip());
                    return;
                }
            }
        }
        text.append(readings);
    }
}
