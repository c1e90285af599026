package org.wvtoolkit.text.markup;

import java.util.HashSet;
import java.util.Set;

/**
 * The first pass over wikitext: comments, tags and character references. What they make literal (in
 * {@code <nowiki>}, by a reference) is written as a stand-in, so that no later pass takes it for
 * markup. Confined to one thread.
 */
final class WikitextTags {
    /**
     * Stands for a line break that is none of the wikitext's own. A control character, which XML
     * does not allow in a dump.
     */
    static final byte BREAK = 0x1E;

    /** Characters that could be markup; one that is literal is written as the control character of the same place. */
    private static final String MARKUP = "[]{}|'=*#:;<!-_";

    private static final int FIRST_LITERAL = 0x0E;

    /** Dropped with what they hold: notes, formulas, programs, pictures, and what only templates see. */
    private static final Set<String> DROPPED = Set.of(
            "ref",
            "references",
            "math",
            "chem",
            "ce",
            "score",
            "timeline",
            "gallery",
            "syntaxhighlight",
            "source",
            "pre",
            "imagemap",
            "hiero",
            "graph",
            "mapframe",
            "maplink",
            "templatedata",
            "includeonly",
            "style",
            "script",
            "indicator",
            "inputbox",
            "table",
            "categorytree",
            "dynamicpagelist",
            "rss",
            "templatestyles",
            "section",
            "charinsert");

    /** End a line. */
    private static final Set<String> BREAKS = Set.of(
            "br",
            "p",
            "div",
            "li",
            "ul",
            "ol",
            "dl",
            "dd",
            "dt",
            "blockquote",
            "poem",
            "center",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "tr",
            "td",
            "th",
            "caption");

    /** Neither; only their content is shown. */
    private static final Set<String> TRANSPARENT = Set.of(
            "noinclude",
            "onlyinclude",
            "span",
            "small",
            "big",
            "sub",
            "sup",
            "b",
            "i",
            "u",
            "s",
            "strike",
            "del",
            "ins",
            "em",
            "strong",
            "code",
            "tt",
            "kbd",
            "samp",
            "var",
            "font",
            "cite",
            "abbr",
            "dfn",
            "q",
            "bdi",
            "bdo",
            "ruby",
            "rb",
            "rt",
            "rp",
            "mark",
            "time",
            "data",
            "wbr",
            "nobr",
            "lang",
            "translate",
            "tvar",
            "languages",
            "nowiki",
            "a",
            "tbody",
            "thead");

    private final Set<String> unclosed = new HashSet<>();

    /** What one character of a text in the stand-ins means. */
    static byte literal(byte b) {
        int place = b - FIRST_LITERAL;
        return place >= 0 && place < MARKUP.length() ? (byte) MARKUP.charAt(place) : b;
    }

    private static int standIn(int codePoint) {
        int place = MARKUP.indexOf(codePoint);
        return place < 0 ? codePoint : FIRST_LITERAL + place;
    }

    /** Rewrites wikitext without tags and references. */
    void strip(ByteText source, ByteText target) {
        unclosed.clear();
        target.clear();
        byte[] bytes = source.bytes();
        int to = source.length();
        int at = 0;
        int copied = 0;
        while (at < to) {
            byte b = bytes[at];
            if (b == '<') {
                target.append(bytes, copied, at);
                copied = tag(bytes, at, to, target);
                if (copied == at) {
                    target.append(standIn('<'));
                    copied++;
                }
                at = copied;
            } else if (b == '&') {
                target.append(bytes, copied, at);
                int end = CharacterReferences.decode(bytes, at, to, c -> character(c, target));
                copied = end == CharacterReferences.NONE ? at : end;
                at = end == CharacterReferences.NONE ? at + 1 : end;
            } else if (b == (byte) 0xC2 && at + 1 < to && bytes[at + 1] == (byte) 0xA0) {
                target.append(bytes, copied, at);
                target.append(' '); // a no-break space
                at += 2;
                copied = at;
            } else if (b < ' ' && b >= 0 && b != '\n') {
                target.append(bytes, copied, at);
                target.append(' '); // no other control character means anything, and none may pass for a stand-in
                copied = ++at;
            } else {
                at++;
            }
        }
        target.append(bytes, copied, to);
    }

    private static void character(int codePoint, ByteText target) {
        if (codePoint == 0xA0 || codePoint == 0x202F || (codePoint >= 0x2000 && codePoint <= 0x200A)) {
            target.append(' ');
        } else if (codePoint == 0xAD || codePoint == 0x200B || codePoint == 0x200E || codePoint == 0x200F) {
            return; // shown as nothing
        } else if (codePoint < ' ') {
            target.append(' ');
        } else {
            target.appendCodePoint(standIn(codePoint));
        }
    }

    /** Reads what begins with {@code <}. Returns what is behind what was understood, {@code at} if nothing was. */
    private int tag(byte[] bytes, int at, int to, ByteText target) {
        if (ByteText.startsWith(bytes, at, to, "<!--")) {
            int end = ByteText.indexOf(bytes, at + 4, to, "-->");
            return end < 0 ? to : end + 3;
        }
        boolean closing = at + 1 < to && bytes[at + 1] == '/';
        int nameAt = closing ? at + 2 : at + 1;
        int nameEnd = nameAt;
        while (nameEnd < to && isNameByte(bytes[nameEnd]) && nameEnd - nameAt < 20) {
            nameEnd++;
        }
        if (nameEnd == nameAt) {
            return at;
        }
        String name = lowerCase(bytes, nameAt, nameEnd);
        boolean drops = DROPPED.contains(name);
        boolean breaks = BREAKS.contains(name);
        if (!drops && !breaks && !TRANSPARENT.contains(name)) {
            return at;
        }
        int end = tagEnd(bytes, nameEnd, to);
        if (end < 0) {
            // A tag that does not end: nobody can read on in this line.
            return drops ? endOfLine(bytes, at, to) : nameEnd;
        }
        boolean empty = bytes[end - 2] == '/';
        if (breaks) {
            target.append(BREAK);
        }
        if (closing || empty) {
            return end;
        }
        if (name.equals("nowiki")) {
            return nowiki(bytes, end, to, target);
        }
        return drops ? behindElement(bytes, end, to, name) : end;
    }

    private static boolean isNameByte(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
    }

    private static String lowerCase(byte[] bytes, int from, int to) {
        StringBuilder name = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            name.append((char) ByteText.lowerCase(bytes[i]));
        }
        return name.toString();
    }

    /** Behind a tag's {@code >}, which quoted values may hold too; −1 if another tag begins before. */
    private static int tagEnd(byte[] bytes, int from, int to) {
        byte quote = 0;
        int limit = Math.min(to, from + 2000);
        for (int at = from; at < limit; at++) {
            byte b = bytes[at];
            if (b == '>' && quote == 0) {
                return at + 1;
            }
            if (b == '<' || (b == '\n' && quote != 0)) {
                // A quote that was not closed. The tag ends at its first mark then.
                int end = ByteText.indexOf(bytes, from, Math.min(to, at + 1), ">");
                return end < 0 ? -1 : end + 1;
            }
            if (b == '"' || b == '\'') {
                quote = quote == 0 ? b : quote == b ? 0 : quote;
            }
        }
        return -1;
    }

    private static int endOfLine(byte[] bytes, int at, int to) {
        int end = at;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private int nowiki(byte[] bytes, int from, int to, ByteText target) {
        int end = unclosed.contains("nowiki") ? -1 : ByteText.indexOf(bytes, from, to, "</nowiki>");
        if (end < 0) {
            unclosed.add("nowiki");
            return from;
        }
        int at = from;
        while (at < end) {
            int behind = bytes[at] == '&'
                    ? CharacterReferences.decode(bytes, at, end, c -> character(c, target))
                    : CharacterReferences.NONE;
            if (behind == CharacterReferences.NONE) {
                target.append(bytes[at] == '\n' ? ' ' : standIn(bytes[at]));
                behind = at + 1;
            }
            at = behind;
        }
        return end + "</nowiki>".length();
    }

    /** Behind the closing tag of an element, elements of that name within it counted. */
    private int behindElement(byte[] bytes, int from, int to, String name) {
        if (unclosed.contains(name)) {
            return from; // known from an earlier search, lest each one search to the end
        }
        int depth = 1;
        for (int at = from; at < to; at++) {
            if (bytes[at] != '<') {
                continue;
            }
            boolean closing = at + 1 < to && bytes[at + 1] == '/';
            int nameAt = closing ? at + 2 : at + 1;
            if (!ByteText.startsWithIgnoringCase(bytes, nameAt, to, name)
                    || (nameAt + name.length() < to && isNameByte(bytes[nameAt + name.length()]))) {
                continue;
            }
            int end = tagEnd(bytes, nameAt + name.length(), to);
            if (end < 0) {
                continue;
            }
            if (closing) {
                depth--;
            } else if (bytes[end - 2] != '/' && name.equals("table")) {
                depth++; // alone of all, tables hold each other
            }
            if (depth == 0) {
                return end;
            }
            at = end - 1;
        }
        unclosed.add(name);
        return name.equals("ref") ? endOfLine(bytes, from, to) : from;
    }
}
