package org.wvtoolkit.text.markup;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is shown of links, of pictures, and of text in several scripts. Confined to one thread. */
final class WikiLinks {
    /** The length, in characters, up to which an unknown word between bars may be an option of another language. */
    private static final int LONGEST_OPTION = 24;

    private static final String[] VARIANTS = {"zh-cn", "zh-hans", "zh", "zh-hant", "zh-tw", "sr-ec"};

    private final WikiSite site;

    WikiLinks(WikiSite site) {
        this.site = site;
    }

    /**
     * Puts what is shown in a link's place.
     *
     * @param text ends with what stands between the link's brackets
     * @param begin where that begins
     * @param captions takes a picture's caption; null if it is not wanted
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
        boolean shownAsIs = begin < end && text.at(begin) == ':';
        WikiSite.Kind kind = colon < 0 ? WikiSite.Kind.ARTICLE : site.kind(text.string(begin, colon));
        if (shownAsIs) {
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

    /** Leaves a link's label, or its target if it has none. */
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
     * Returns the caption of an image: the last part that is no option. It is shown only if the image is
     * framed. Where a part that
     * reads like an option, a single word, stands before the caption, the word is taken for a frame of an
     * unknown language.
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
                framed |= !caption.isEmpty() && caption.length() <= LONGEST_OPTION && caption.indexOf(' ') < 0;
                caption = stripped;
            }
        }
        return framed ? caption.replace('\n', ' ') : "";
    }

    /**
     * Puts one reading in the place of text in several scripts.
     *
     * @param text ends with what stands between the marks: the text itself, or flags and a bar, then scripts
     * and readings
     * @param begin where that begins
     */
    void showVariant(ByteText text, int begin) {
        String all = text.string(begin, text.length());
        text.truncate(begin);
        int bar = all.indexOf('|');
        String flags = bar < 0 ? "" : all.substring(0, bar);
        if (flags.contains("H") || flags.contains("T") || flags.contains("-")) {
            return; // a rule for the page, a title: nothing is shown here
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
