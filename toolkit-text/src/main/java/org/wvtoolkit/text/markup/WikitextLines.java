package org.wvtoolkit.text.markup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The last pass over wikitext, whose links and templates are gone: headings, lists, rules, what is
 * left of tables, and the marks that what was dropped leaves behind. A heading is written before
 * the first line of its section, and so not at all where nothing is left of that; sections that
 * list sources are left out. Confined to one thread.
 */
final class WikitextLines {
    /** Headings of sections that hold no prose but lists of sources, in the languages of the largest Wikipedias. */
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

    /** Headings that no line has followed yet, by level. */
    private final int[] headingBegin = new int[LEVELS];

    private final int[] headingEnd = new int[LEVELS];
    private final ByteText tidy = new ByteText();

    /** The level of the section that is left out; 0 if none is. */
    private int skipped;

    /** Appends the lines of a page. */
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

    /** Writes a line, after the headings above it, if there is a word in it. */
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
     * Puts a line in order: one space between words, none before marks, no brackets without a word
     * in them, no halves of markup. Returns whether there is a word in it.
     */
    private boolean tidy(byte[] bytes, int from, int to) {
        tidy.clear();
        boolean word = false;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            byte last = tidy.last();
            boolean emptyBracket = last == '(' || tidy.length() == 0;
            if ((b == ',' && last == ',') || ((b == ',' || b == ';' || b == ':') && last == '(')) {
                continue; // what stood before it was dropped
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
                at++; // half of a construct
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
