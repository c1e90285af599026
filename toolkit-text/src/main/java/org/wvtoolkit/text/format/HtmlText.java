package org.wvtoolkit.text.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.extension.MissingLibraryException;
import org.wvtoolkit.text.markup.ByteText;

/**
 * Web pages: the visible text, with one line per paragraph, heading or list item, without scripts,
 * styles, menus and forms. The encoding is the given one, or the one declared in the page, or else UTF-8. Each file
 * is a document.
 */
final class HtmlText implements TextFormat {
    /** Elements whose content is not prose. */
    private static final Set<String> LEFT_OUT = Set.of(
            "head",
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "math",
            "nav",
            "select",
            "button",
            "textarea",
            "iframe",
            "object",
            "canvas",
            "audio",
            "video",
            "datalist");

    @Override
    public String name() {
        return "html";
    }

    @Override
    public String description() {
        return "web pages: the visible text, one paragraph per line";
    }

    @Override
    public boolean recognises(TextHead head) {
        if (head.isNamed(".html", ".htm", ".xhtml")) {
            return true;
        }
        String text = head.text().stripLeading().toLowerCase(Locale.ROOT);
        return text.startsWith("<!doctype html") || text.startsWith("<html");
    }

    @Override
    public TextLayout layout(TextHead head, ReadingOptions options, ReadingTally tally) {
        MissingLibraryException.using("HTML", "org.jsoup:jsoup", () -> Jsoup.class);
        // A given encoding takes precedence over the one that the page declares, which is wrong in pages that were
        // converted.
        return new Layout(head.isMarked() || options.encoding() != null, options.sentences(), tally);
    }

    /** Layout with one record per file. */
    private record Layout(boolean isUtf8, Sentences sentences, ReadingTally tally) implements TextLayout {
        @Override
        public int afterLastRecord(byte[] bytes, int length) {
            return 0;
        }

        @Override
        public int longestRecord() {
            return 1 << 22; // the parsed tree is many times larger
        }

        @Override
        public boolean isInEncodingOfItsOwn() {
            return true;
        }

        @Override
        public String record() {
            return "a page";
        }

        @Override
        public ProseExtractor newExtractor() {
            return block -> {
                Text text = new Text();
                Document page = page(block, isUtf8);
                if (page.charset().equals(StandardCharsets.UTF_8)) {
                    Utf8Repair repair = new Utf8Repair();
                    repair.repair(block);
                    tally.add("malformed UTF-8 sequences replaced by U+FFFD", repair.malformed());
                }
                page.filter(text);
                text.endLine();
                sentences.joinLines(text.prose.bytes(), 0, text.prose.length(), true, false);
                block.setText(text.prose.bytes(), text.prose.length());
            };
        }

        private static Document page(TextBlock block, boolean isUtf8) throws IOException {
            return Jsoup.parse(new ByteArrayInputStream(block.bytes(), 0, block.length()), isUtf8 ? "UTF-8" : null, "");
        }
    }

    /** Traverses a page without recursion, so its depth is not limited. */
    private static final class Text implements NodeFilter {
        private final ByteText prose = new ByteText();
        private final StringBuilder line = new StringBuilder();

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
                append(text.getWholeText(), keepsLines(text.parent()));
            } else if (node instanceof Element element) {
                if (LEFT_OUT.contains(element.normalName()) || element.hasAttr("hidden")) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                if (endsLine(element)) {
                    endLine();
                }
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(@Nullable Node node, int depth) {
            if (node instanceof Element element && endsLine(element)) {
                endLine();
            }
            return FilterResult.CONTINUE;
        }

        private static boolean endsLine(Element element) {
            return element.isBlock()
                    || element.normalName().equals("br")
                    || element.normalName().equals("td");
        }

        private static boolean keepsLines(@Nullable Node parent) {
            return parent instanceof Element element && element.normalName().equals("pre");
        }

        private void append(String text, boolean keepsLines) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\n' && keepsLines) {
                    endLine();
                } else if (c <= ' ' || c == '\u00A0') {
                    if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                        line.append(' ');
                    }
                } else if (c != '\u00AD' && c != '\u200B') { // invisible soft hyphens and zero-width spaces
                    line.append(c);
                }
            }
        }

        void endLine() {
            String text = line.toString().strip();
            line.setLength(0);
            if (!text.isEmpty()) {
                text.codePoints().forEach(prose::appendCodePoint);
                prose.append('\n');
            }
        }
    }
}
