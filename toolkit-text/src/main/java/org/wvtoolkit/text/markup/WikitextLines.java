package org.wvtoolkit.text.markup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The last step of text extraction, after links and templates: processes headings, lists, rules and
 * the remains of tables, and removes the punctuation that removed markup leaves. A heading is
 * written before the first line of its section, and therefore omitted if the section is empty.
 * Sections that list sources are skipped. Not thread-safe.
 */
final class WikitextLines {
    /**
     * Headings of sections that contain lists of sources instead of prose, in the languages of the
     * largest Wikipedias.
     */
    private static final Set<String> APPARATUS = Set.of(
            "references",
            "notes",
            "footnotes",
            "citations",
            "sources",
            "external links",
            "external link",
            "further reading",
            "bibliography",
            "notes and references",
            "references and notes",
            "works cited",
            "literature cited",
            "notes and citations",
            "einzelnachweise",
            "weblinks",
            "literatur",
            "quellen",
            "anmerkungen",
            "belege",
            "notes et références",
            "références",
            "liens externes",
            "lien externe",
            "bibliographie",
            "voir aussi",
            "referencias",
            "enlaces externos",
            "bibliografía",
            "notas",
            "notas y referencias",
            "note",
            "collegamenti esterni",
            "bibliografia",
            "altri progetti",
            "referências",
            "ligações externas",
            "notas e referências",
            "referenties",
            "externe links",
            "bronnen",
            "literatuur",
            "przypisy",
            "linki zewnętrzne",
            "примечания",
            "ссылки",
            "литература",
            "источники",
            "脚注",
            "出典",
            "参考文献",
            "外部リンク",
            "参考资料",
            "參考資料",
            "參考文獻",
            "外部链接",
            "外部連結",
            "注释",
            "註釋",
            "注釋",
            "参考来源",
            "參考來源");

    private static final int LEVELS = 7;

    /** Byte ranges of the headings that have not been written yet, by level. */
    private final int[] headingBegin = new int[LEVELS];

    private final int[] headingEnd = new int[LEVELS];
    private final ByteText tidy = new ByteText();

    /** The level of the section that is skipped, or 0. */
    private int skipped;

    /** Appends the lines of a page to the prose. */
    void write(ByteText flat, ByteText prose) {
        Arrays.fill(headingEnd, 0);
        skipped = 0;
        byte[] bytes = flat.bytes();
        int line = 0;
        while (line < flat.length()) {
            int end = line;
            while (end < flat.length() && bytes[end] != '\n') {
                end++;
            }
            line(flat, line, end, prose);
            line = end + 1;
        }
    }

    private void line(ByteText flat, int begin, int end, ByteText prose) {
        byte[] bytes = flat.bytes();
        int from = begin;
        int to = end;
        while (from < to && isSpace(bytes[from])) {
            from++;
        }
        while (to > from && isSpace(bytes[to - 1])) {
            to--;
        }
        if (from == to) {
            return;
        }
        byte first = bytes[from];
        if (first == '=' && bytes[to - 1] == '=' && to - from > 2) {
            heading(flat, from, to);
            return;
        }
        boolean table = first == '|' || (first == '{' && from + 1 < to && bytes[from + 1] == '|');
        if (skipped > 0 || table || ByteText.startsWith(bytes, from, to, "----")) {
            return;
        }
        while (from < to && (bytes[from] == '*' || bytes[from] == '#' || bytes[from] == ':' || bytes[from] == ';')) {
            from++;
        }
        int part = from;
        while (part < to) {
            int partEnd = part;
            while (partEnd < to && bytes[partEnd] != WikitextTags.BREAK) {
                partEnd++;
            }
            prose(flat, part, partEnd, prose);
            part = partEnd + 1;
        }
    }

    private void heading(ByteText flat, int begin, int end) {
        byte[] bytes = flat.bytes();
        int from = begin;
        int to = end;
        int level = 0;
        while (to - from > 2 && bytes[from] == '=' && bytes[to - 1] == '=' && level < LEVELS - 1) {
            from++;
            to--;
            level++;
        }
        if (skipped > 0 && level > skipped) {
            return;
        }
        skipped = APPARATUS.contains(flat.string(from, to).strip().toLowerCase(Locale.ROOT)) ? level : 0;
        Arrays.fill(headingEnd, level, LEVELS, 0);
        if (skipped == 0) {
            headingBegin[level] = from;
            headingEnd[level] = to;
        }
    }

    /** Writes a line, after the pending headings, if it contains a word. */
    private void prose(ByteText flat, int from, int to, ByteText prose) {
        if (!tidy(flat.bytes(), from, to)) {
            return;
        }
        int length = tidy.length();
        byte[] line = Arrays.copyOf(tidy.bytes(), length);
        for (int level = 1; level < LEVELS; level++) {
            if (headingEnd[level] > 0) {
                if (tidy(flat.bytes(), headingBegin[level], headingEnd[level])) {
                    append(tidy.bytes(), tidy.length(), prose);
                }
                headingEnd[level] = 0;
            }
        }
        append(line, length, prose);
    }

    private static void append(byte[] line, int length, ByteText prose) {
        for (int i = 0; i < length; i++) {
            prose.append(WikitextTags.literal(line[i]));
        }
        prose.append('\n');
    }

    /**
     * Copies a line with normalised punctuation: one space between words, no space before
     * punctuation, no parentheses without a word, and no unmatched markup. Returns whether the line
     * contains a word.
     */
    private boolean tidy(byte[] bytes, int from, int to) {
        tidy.clear();
        boolean word = false;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            byte last = tidy.last();
            boolean emptyBracket = last == '(' || tidy.length() == 0;
            if ((b == ',' && last == ',') || ((b == ',' || b == ';' || b == ':') && last == '(')) {
                continue; // the text before the punctuation was removed
            }
            if (isSpace(b)) {
                if (last != ' ' && !emptyBracket) {
                    tidy.append(' ');
                }
            } else if (b == ')' && isOpenBracket()) {
                dropBracket();
            } else if ((b == ',' || b == '.' || b == ';' || b == ':' || b == ')')
                    && last == ' '
                    && (at + 1 == to || isSpace(bytes[at + 1]))) {
                tidy.truncate(tidy.length() - 1);
                tidy.append(b);
            } else if ((b == '[' || b == ']' || b == '{' || b == '}') && at + 1 < to && bytes[at + 1] == b) {
                at++; // an unmatched bracket of removed markup
            } else {
                tidy.append(b);
                word |= b < 0
                        || (b >= '0' && b <= '9')
                        || (ByteText.lowerCase(b) >= 'a' && ByteText.lowerCase(b) <= 'z');
            }
        }
        if (tidy.last() == ' ') {
            tidy.truncate(tidy.length() - 1);
        }
        return word;
    }

    private boolean isOpenBracket() {
        int length = tidy.length();
        return tidy.last() == '(' || (tidy.last() == ' ' && length > 1 && tidy.at(length - 2) == '(');
    }

    private void dropBracket() {
        int length = tidy.length() - (tidy.last() == '(' ? 1 : 2);
        while (length > 0 && tidy.at(length - 1) == ' ') {
            length--;
        }
        tidy.truncate(length);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
