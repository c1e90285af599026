package org.wvtoolkit.text.markup;

import java.util.Arrays;

/**
 * Extracts prose from wikitext in three steps: tags and character references ({@link
 * WikitextTags}), links, templates and tables (this class), and lines, headings and lists ({@link
 * WikitextLines}). Formulas, references, tables and most templates are removed, except templates
 * that only format text. Images are replaced by their captions.
 *
 * <p>Time and memory are proportional to the length of the text, whatever it contains: open
 * constructs are on a stack, a closing mark matches the nearest opening mark of its kind, and an
 * opening mark without a closing one is ignored. Not thread-safe.
 */
public final class WikitextProse {
    private static final byte TEMPLATE = 1;
    private static final byte LINK = 2;
    private static final byte TABLE = 3;
    private static final byte URL = 4;
    private static final byte VARIANT = 5;

    /**
     * Maximum nesting of constructs. Deeper constructs are removed, because each level copies its
     * content.
     */
    private static final int MAX_DEPTH = 40;

    /**
     * Maximum number of stack entries that are searched for the opening mark of a closing mark.
     * Without a limit, many unmatched closing marks would take quadratic time.
     */
    private static final int MAX_SEARCH = 200;

    private static final String[] PROTOCOLS = {"http://", "https://", "ftp://", "//", "mailto:", "news:", "irc://"};

    private final WikiSite site;
    private final WikitextTags tags = new WikitextTags();
    private final WikitextLines lines = new WikitextLines();
    private final WikiTemplates templates = new WikiTemplates();
    private final WikiLinks links;
    private final ByteText untagged = new ByteText();
    private final ByteText flat = new ByteText();
    private final ByteText captions = new ByteText();

    private byte[] kinds = new byte[16];
    private int[] begins = new int[16];
    private int open;
    /** Number of open templates and tables, which may still be removed. */
    private int openDroppable;
    /**
     * Index of the run of apostrophes in the current line that contains a literal one, found by
     * {@link #balanceQuotes}; −1 if there is none.
     */
    private int literalApostrophe;

    public WikitextProse(WikiSite site) {
        this.site = site;
        links = new WikiLinks(site);
    }

    /** Returns whether a page is a redirect. */
    public static boolean isRedirect(ByteText source) {
        int at = 0;
        while (at < source.length() && source.at(at) <= ' ' && source.at(at) >= 0) {
            at++;
        }
        return ByteText.startsWithIgnoringCase(source.bytes(), at, source.length(), "#redirect");
    }

    /**
     * Appends the prose of a page. Each line, heading and list item becomes a line.
     *
     * @param source the wikitext
     * @param prose receives the lines
     */
    public void convert(ByteText source, ByteText prose) {
        tags.strip(source, untagged);
        flatten(untagged.bytes(), untagged.length());
        lines.write(flat, prose);
    }

    private void flatten(byte[] bytes, int to) {
        flat.clear();
        captions.clear();
        open = 0;
        openDroppable = 0;
        int at = 0;
        literalApostrophe = balanceQuotes(bytes, 0, to);
        while (at < to) {
            int next = switch (bytes[at]) {
                case '{' -> openBrace(bytes, at, to);
                case '}' -> closeBrace(bytes, at, to);
                case '[' -> openBracket(bytes, at, to);
                case ']' -> closeBracket(bytes, at, to);
                case '|' -> pipe(bytes, at, to);
                case '\'' -> quotes(bytes, at, to);
                case '\n' -> lineEnd(bytes, at, to);
                case '-' -> hyphen(bytes, at, to);
                case '_' -> magicWord(bytes, at, to);
                case 'h' -> bareUrl(bytes, at, to);
                default -> at;
            };
            if (next == at) {
                flat.append(bytes[at]);
                next++;
            }
            at = next;
        }
        flushCaptions();
    }

    private void push(byte kind) {
        if (open == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * open);
            begins = Arrays.copyOf(begins, 2 * open);
        }
        kinds[open] = kind;
        begins[open++] = flat.length();
        openDroppable += kind == TEMPLATE || kind == TABLE ? 1 : 0;
    }

    /** Removes the innermost construct from the stack and keeps its content. Returns its kind. */
    private byte pop() {
        byte kind = kinds[--open];
        openDroppable -= kind == TEMPLATE || kind == TABLE ? 1 : 0;
        return kind;
    }

    /**
     * Removes the unclosed constructs above the nearest construct of a kind from the stack. Returns
     * false if there is no such construct above the nearest barrier.
     */
    private boolean unwindTo(byte kind, byte barrier) {
        int last = Math.max(0, open - MAX_SEARCH);
        for (int i = open - 1; i >= last && kinds[i] != barrier; i--) {
            if (kinds[i] == kind) {
                while (open > i + 1) {
                    pop();
                }
                return true;
            }
        }
        return false;
    }

    private int openBrace(byte[] bytes, int at, int to) {
        if (at + 1 < to && bytes[at + 1] == '|' && isLineStart(bytes, at)) {
            push(TABLE);
            return at + 2;
        }
        if (at + 1 < to && bytes[at + 1] == '{') {
            push(TEMPLATE);
            return at + 2;
        }
        return at;
    }

    private int closeBrace(byte[] bytes, int at, int to) {
        if (at + 1 < to && bytes[at + 1] == '-' && unwindTo(VARIANT, TEMPLATE)) {
            int begin = begins[open - 1];
            pop();
            links.showVariant(flat, begin);
            return at + 2;
        }
        if (at + 1 >= to || bytes[at + 1] != '}') {
            return at;
        }
        if (unwindTo(TEMPLATE, TABLE)) {
            int begin = begins[open - 1];
            pop();
            if (open < MAX_DEPTH) {
                templates.expand(flat, begin);
            } else {
                flat.truncate(begin);
            }
        }
        return at + 2;
    }

    private static boolean isLineStart(byte[] bytes, int at) {
        int before = at - 1;
        while (before >= 0 && (bytes[before] == ' ' || bytes[before] == ':' || bytes[before] == '\t')) {
            before--;
        }
        return before < 0 || bytes[before] == '\n' || bytes[before] == WikitextTags.BREAK;
    }

    private int pipe(byte[] bytes, int at, int to) {
        boolean closesTable = at + 1 < to
                && bytes[at + 1] == '}'
                && isLineStart(bytes, at)
                && !(at + 2 < to && bytes[at + 2] == '}' && open > 0 && kinds[open - 1] == TEMPLATE);
        if (closesTable && unwindTo(TABLE, (byte) 0)) {
            flat.truncate(begins[open - 1]);
            pop();
            return at + 2;
        }
        return at;
    }

    private int openBracket(byte[] bytes, int at, int to) {
        if (at + 1 < to && bytes[at + 1] == '[') {
            push(LINK);
            return at + 2;
        }
        int end = urlEnd(bytes, at + 1, to);
        if (end < 0) {
            return at;
        }
        push(URL);
        return end;
    }

    private int closeBracket(byte[] bytes, int at, int to) {
        if (open > 0 && kinds[open - 1] == URL) {
            pop();
            return at + 1;
        }
        if (at + 1 >= to || bytes[at + 1] != ']') {
            return at;
        }
        if (unwindTo(LINK, TEMPLATE)) {
            int begin = begins[open - 1];
            pop();
            if (open < MAX_DEPTH) {
                // A caption inside a construct that may still be removed is omitted.
                links.show(flat, begin, openDroppable == 0 ? captions : null);
            } else {
                flat.truncate(begin);
            }
        }
        return at + 2;
    }

    /** Returns the index after the URL that begins here, or −1 if there is none. */
    private static int urlEnd(byte[] bytes, int at, int to) {
        for (String protocol : PROTOCOLS) {
            if (ByteText.startsWithIgnoringCase(bytes, at, to, protocol)) {
                int end = at + protocol.length();
                while (end < to && !endsUrl(bytes[end])) {
                    end++;
                }
                return end;
            }
        }
        return -1;
    }

    private static boolean endsUrl(byte b) {
        return (b >= 0 && b <= ' ') || b == '[' || b == ']' || b == '{' || b == '}' || b == '|' || b == '<' || b == '"';
    }

    private int bareUrl(byte[] bytes, int at, int to) {
        return ByteText.startsWith(bytes, at, to, "http://") || ByteText.startsWith(bytes, at, to, "https://")
                ? urlEnd(bytes, at, to)
                : at;
    }

    /**
     * Removes a run of apostrophes: two mark italics, three bold text, and five both. In a run of
     * four the first one is literal, and in a longer run all but the last five are.
     */
    private int quotes(byte[] bytes, int at, int to) {
        int end = endOfQuotes(bytes, at, to);
        int count = end - at;
        if (count == 1) {
            return at;
        }
        int literal = count == 4 ? 1 : Math.max(0, count - 5);
        for (int left = literal + (at == literalApostrophe ? 1 : 0); left > 0; left--) {
            flat.append('\'');
        }
        return end;
    }

    private static int endOfQuotes(byte[] bytes, int at, int to) {
        int end = at;
        while (end < to && bytes[end] == '\'') {
            end++;
        }
        return end;
    }

    /**
     * Finds the bold mark that MediaWiki interprets as an apostrophe and an italics mark. This
     * applies to lines with an odd number of bold marks and an odd number of italics marks, as in
     * {@code ''Eagle'''s}. The mark is the first one after a word of one letter, otherwise the
     * first one after a longer word, otherwise the first one after a space.
     *
     * @return the index of its run of apostrophes, or −1 if the marks are balanced
     */
    private static int balanceQuotes(byte[] bytes, int line, int to) {
        int bold = 0;
        int italics = 0;
        int afterLetter = -1;
        int afterWord = -1;
        int afterSpace = -1;
        int textBegin = line;
        int at = line;
        while (at < to && bytes[at] != '\n') {
            int end = endOfQuotes(bytes, at, to);
            int count = end - at;
            if (count < 2) {
                at++;
                continue;
            }
            bold += count == 2 ? 0 : 1;
            italics += count == 2 || count >= 5 ? 1 : 0;
            if (count == 3 || count == 4) {
                int textEnd = count == 3 ? at : at + 1;
                boolean space = textEnd > textBegin && bytes[textEnd - 1] == ' ';
                boolean letter = textEnd > textBegin + 1 && bytes[textEnd - 2] == ' ';
                if (space) {
                    afterSpace = afterSpace < 0 ? at : afterSpace;
                } else if (letter) {
                    afterLetter = afterLetter < 0 ? at : afterLetter;
                } else {
                    afterWord = afterWord < 0 ? at : afterWord;
                }
            }
            textBegin = end;
            at = end;
        }
        if (bold % 2 == 0 || italics % 2 == 0) {
            return -1;
        }
        return afterLetter >= 0 ? afterLetter : afterWord >= 0 ? afterWord : afterSpace;
    }

    private int lineEnd(byte[] bytes, int at, int to) {
        while (open > 0 && kinds[open - 1] == URL) {
            pop();
        }
        boolean blank = at + 1 < to && bytes[at + 1] == '\n';
        while (blank && open > 0 && kinds[open - 1] == LINK) {
            pop(); // a link does not extend over a blank line, so this one was never closed
        }
        flat.append('\n');
        if (openDroppable == 0) {
            flushCaptions();
        }
        literalApostrophe = balanceQuotes(bytes, at + 1, to);
        return at + 1;
    }

    /** Writes the captions after the line that contains their images. */
    private void flushCaptions() {
        if (captions.length() > 0) {
            if (flat.last() != '\n') {
                flat.append('\n');
            }
            flat.append(captions.bytes(), 0, captions.length());
            captions.clear();
        }
    }

    /** Begins language variants: {@code -{zh-hans:…; zh-hant:…}-}. */
    private int hyphen(byte[] bytes, int at, int to) {
        if (!site.hasVariants() || at + 1 >= to) {
            return at;
        }
        if (bytes[at + 1] == '{' && !(at + 2 < to && bytes[at + 2] == '{')) {
            push(VARIANT);
            return at + 2;
        }
        return at;
    }

    /** Removes a behaviour switch such as {@code __NOTOC__}. */
    private int magicWord(byte[] bytes, int at, int to) {
        if (at + 1 >= to || bytes[at + 1] != '_') {
            return at;
        }
        int end = at + 2;
        while (end < to && bytes[end] >= 'A' && bytes[end] <= 'Z') {
            end++;
        }
        return end > at + 2 && end + 1 < to && bytes[end] == '_' && bytes[end + 1] == '_' ? end + 2 : at;
    }
}
