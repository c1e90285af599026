package org.wvtoolkit.text.markup;

import java.util.Arrays;

/**
 * From wikitext to prose, in three passes of which none looks back: {@link WikitextTags}, then links,
 * templates and tables from the inside
 * out (here), then lines, headings and lists ({@link WikitextLines}). Templates are dropped, save those that
 * merely set text; so are tables,
 * formulas, references and pictures, of which the caption stays.
 *
 * <p>Whatever the text, time and memory are proportional to its length: what is open lies on a stack, a
 * closing mark meets the
 * nearest opening one of its kind, and what is never closed is taken as if its mark were not there. Confined
 * to one thread.
 */
public final class WikitextProse {
    private static final byte TEMPLATE = 1;
    private static final byte LINK = 2;
    private static final byte TABLE = 3;
    private static final byte ADDRESS = 4;
    private static final byte VARIANT = 5;

    /**
     * Deeper within each other than people write, constructs are dropped rather than read: each
     * level copies what it holds.
     */
    private static final int DEEPEST = 40;

    /** How far down the stack a closing mark looks for its opening one, lest each of many look through all. */
    private static final int FARTHEST = 200;

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
    /** Of the constructs that are open, how many are templates and tables, which may yet be dropped. */
    private int openDroppable;
    /**
     * Where in the current line a run of apostrophes holds a literal one, as {@link #balanceQuotes}
     * decides; −1 if none does.
     */
    private int literalApostrophe;

    public WikitextProse(WikiSite site) {
        this.site = site;
        links = new WikiLinks(site);
    }

    /** Whether a page is nothing but a redirect. */
    public static boolean isRedirect(ByteText source) {
        int at = 0;
        while (at < source.length() && source.at(at) <= ' ' && source.at(at) >= 0) {
            at++;
        }
        return ByteText.startsWithIgnoringCase(source.bytes(), at, source.length(), "#redirect");
    }

    /**
     * Appends the prose of a page, each of its lines, headings and list entries as a line.
     *
     * @param source wikitext
     * @param prose takes the lines
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
                case 'h' -> bareAddress(bytes, at, to);
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

    /** Forgets the innermost construct; what it holds stays. */
    private byte pop() {
        byte kind = kinds[--open];
        openDroppable -= kind == TEMPLATE || kind == TABLE ? 1 : 0;
        return kind;
    }

    /**
     * Forgets what was opened in vain within the nearest construct of a kind; false if there is
     * none before a barrier.
     */
    private boolean unwindTo(byte kind, byte barrier) {
        int last = Math.max(0, open - FARTHEST);
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
            if (open < DEEPEST) {
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
        int end = addressEnd(bytes, at + 1, to);
        if (end < 0) {
            return at;
        }
        push(ADDRESS);
        return end;
    }

    private int closeBracket(byte[] bytes, int at, int to) {
        if (open > 0 && kinds[open - 1] == ADDRESS) {
            pop();
            return at + 1;
        }
        if (at + 1 >= to || bytes[at + 1] != ']') {
            return at;
        }
        if (unwindTo(LINK, TEMPLATE)) {
            int begin = begins[open - 1];
            pop();
            if (open < DEEPEST) {
                // A caption that may yet vanish with what it lies in is left out.
                links.show(flat, begin, openDroppable == 0 ? captions : null);
            } else {
                flat.truncate(begin);
            }
        }
        return at + 2;
    }

    /** Behind the address that begins here, or −1. */
    private static int addressEnd(byte[] bytes, int at, int to) {
        for (String protocol : PROTOCOLS) {
            if (ByteText.startsWithIgnoringCase(bytes, at, to, protocol)) {
                int end = at + protocol.length();
                while (end < to && !endsAddress(bytes[end])) {
                    end++;
                }
                return end;
            }
        }
        return -1;
    }

    private static boolean endsAddress(byte b) {
        return (b >= 0 && b <= ' ') || b == '[' || b == ']' || b == '{' || b == '}' || b == '|' || b == '<' || b == '"';
    }

    private int bareAddress(byte[] bytes, int at, int to) {
        return ByteText.startsWith(bytes, at, to, "http://") || ByteText.startsWith(bytes, at, to, "https://")
                ? addressEnd(bytes, at, to)
                : at;
    }

    /**
     * Removes a run of apostrophes: two mark italics, three bold, five both. Of four the first is literal, of
     * more than five all but five
     * are.
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
     * Finds the mark that MediaWiki reads as an apostrophe and italics where a line has an odd number of marks
     * for bold and for
     * italics, as in {@code ''Eagle'''s}: the first bold mark after a word of one letter, else the first after
     * a longer word, else the
     * first after a space.
     *
     * @return where its run of apostrophes begins, or −1 if the line is balanced
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
        while (open > 0 && kinds[open - 1] == ADDRESS) {
            pop();
        }
        boolean blank = at + 1 < to && bytes[at + 1] == '\n';
        while (blank && open > 0 && kinds[open - 1] == LINK) {
            pop(); // no link reaches over a blank line: it was never closed
        }
        flat.append('\n');
        if (openDroppable == 0) {
            flushCaptions();
        }
        literalApostrophe = balanceQuotes(bytes, at + 1, to);
        return at + 1;
    }

    /** Captions follow the line that their pictures stand in. */
    private void flushCaptions() {
        if (captions.length() > 0) {
            if (flat.last() != '\n') {
                flat.append('\n');
            }
            flat.append(captions.bytes(), 0, captions.length());
            captions.clear();
        }
    }

    /** What scripts convert into each other: {@code -{zh-hans:…; zh-hant:…}-}. */
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

    /** Such as {@code __NOTOC__}, which is not shown. */
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
