package org.wvtoolkit.text.format;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.markup.ByteText;
import org.wvtoolkit.text.markup.CharacterReferences;
import org.wvtoolkit.text.markup.WikiSite;
import org.wvtoolkit.text.markup.WikitextProse;

/**
 * MediaWiki XML dump, such as Wikipedia's {@code pages-articles}: the prose of articles, one
 * paragraph per line, each article preceded by its title. Redirects and pages of other namespaces
 * (talk, templates, categories) are skipped and counted. Each page is a record. All complete pages
 * of a truncated dump are kept.
 */
final class MediaWikiDump implements TextFormat {
    private static final String PAGE_END = "</page>";
    private static final Pattern NAMESPACE = Pattern.compile("<namespace key=\"(-?\\d+)\"[^>]*>([^<]*)</namespace>");
    private static final Pattern LANGUAGE = Pattern.compile("xml:lang=\"([^\"]*)\"");

    @Override
    public String name() {
        return "mediawiki";
    }

    @Override
    public String description() {
        return "a MediaWiki XML dump, such as Wikipedia's pages-articles: the articles' prose, one paragraph per line";
    }

    @Override
    public boolean recognises(TextHead head) {
        String text = head.text().stripLeading();
        return text.startsWith("<mediawiki") || (text.startsWith("<?xml") && text.contains("<mediawiki"));
    }

    @Override
    public TextLayout layout(TextHead head, ReadingOptions options, ReadingTally tally) {
        String text = head.text();
        Map<String, Integer> namespaces = new HashMap<>();
        Matcher matcher = NAMESPACE.matcher(text);
        while (matcher.find()) {
            namespaces.put(matcher.group(2).toLowerCase(Locale.ROOT), Integer.valueOf(matcher.group(1)));
        }
        Matcher language = LANGUAGE.matcher(text);
        WikiSite site = new WikiSite(namespaces, language.find() ? language.group(1) : "en");
        return new Layout(site, options.sentences(), tally);
    }

    private record Layout(WikiSite site, Sentences sentences, ReadingTally tally) implements TextLayout {
        @Override
        public ProseExtractor newExtractor() {
            return new Pages(site, sentences, tally);
        }

        @Override
        public int afterLastRecord(byte[] bytes, int length) {
            int last = ByteText.lastIndexOf(bytes, 0, length, PAGE_END);
            return last < 0 ? 0 : last + PAGE_END.length();
        }

        @Override
        public boolean keepsCompleteRecords() {
            return true;
        }

        @Override
        public @Nullable String missingAtEnd(byte[] rest, int length) {
            if (ByteText.indexOf(rest, 0, length, "</mediawiki") >= 0) {
                return null;
            }
            return ByteText.indexOf(rest, 0, length, "<page") >= 0
                    ? "in the middle of a page"
                    : "too early, between two pages";
        }

        @Override
        public String record() {
            return "a page";
        }
    }

    /** Extractor of the pages in a block, for one worker. */
    private static final class Pages implements ProseExtractor {
        private final WikitextProse wikitext;
        private final Sentences sentences;
        private final ReadingTally tally;
        private final ByteText source = new ByteText();
        private final ByteText prose = new ByteText();

        Pages(WikiSite site, Sentences sentences, ReadingTally tally) {
            wikitext = new WikitextProse(site);
            this.sentences = sentences;
            this.tally = tally;
        }

        @Override
        public void extract(TextBlock block) {
            prose.clear();
            byte[] bytes = block.bytes();
            int at = 0;
            while (true) {
                int page = ByteText.indexOf(bytes, at, block.length(), "<page>");
                int end = page < 0 ? -1 : ByteText.indexOf(bytes, page, block.length(), PAGE_END);
                if (end < 0) {
                    break;
                }
                page(bytes, page, end);
                at = end;
            }
            block.setText(prose.bytes(), prose.length());
        }

        private void page(byte[] bytes, int from, int to) {
            int head = ByteText.indexOf(bytes, from, to, "<revision");
            int headEnd = head < 0 ? to : head;
            if (ByteText.indexOf(bytes, from, headEnd, "<redirect") >= 0) {
                tally.add("redirects skipped", 1);
                return;
            }
            String namespace = element(bytes, from, headEnd, "<ns>", "</ns>");
            // Dumps with page histories contain revisions in order. The last one is used.
            int open = ByteText.lastIndexOf(bytes, from, to, "<text");
            int begin = open < 0 ? -1 : ByteText.indexOf(bytes, open, to, ">");
            int end = begin < 0 ? -1 : ByteText.indexOf(bytes, begin, to, "</text>");
            String model = element(bytes, headEnd, Math.max(headEnd, open), "<model>", "</model>");
            if (!(namespace.isEmpty() || namespace.equals("0")) || !(model.isEmpty() || model.equals("wikitext"))) {
                tally.add("pages that are not articles skipped", 1);
                return;
            }
            if (end < 0) {
                tally.add("articles without text skipped", 1);
                return;
            }
            decode(bytes, begin + 1, end);
            if (WikitextProse.isRedirect(source)) {
                tally.add("redirects skipped", 1);
                return;
            }
            tally.add("articles", 1);
            int document = prose.length();
            title(bytes, from, headEnd);
            wikitext.convert(source, prose);
            sentences.joinLines(prose.bytes(), document, prose.length(), true, false);
            prose.append('\n');
        }

        private void title(byte[] bytes, int from, int to) {
            int begin = ByteText.indexOf(bytes, from, to, "<title>");
            int end = ByteText.indexOf(bytes, from, to, "</title>");
            if (begin >= 0 && end > begin) {
                append(bytes, begin + "<title>".length(), end, prose);
                prose.append('\n');
            }
        }

        private static String element(byte[] bytes, int from, int to, String open, String close) {
            int begin = ByteText.indexOf(bytes, from, to, open);
            int end = begin < 0 ? -1 : ByteText.indexOf(bytes, begin, to, close);
            return end < 0
                    ? ""
                    : new String(bytes, begin + open.length(), end - begin - open.length(), StandardCharsets.UTF_8);
        }

        /** Decodes XML to wikitext. */
        private void decode(byte[] bytes, int from, int to) {
            source.clear();
            append(bytes, from, to, source);
        }

        private static void append(byte[] bytes, int from, int to, ByteText target) {
            int at = from;
            int copied = from;
            while (at < to) {
                if (bytes[at] == '&') {
                    target.append(bytes, copied, at);
                    int end = CharacterReferences.decode(bytes, at, to, target::appendCodePoint);
                    copied = at;
                    at = end == CharacterReferences.NONE ? at + 1 : end;
                    copied = end == CharacterReferences.NONE ? copied : end;
                } else {
                    at++;
                }
            }
            target.append(bytes, copied, to);
        }
    }
}
