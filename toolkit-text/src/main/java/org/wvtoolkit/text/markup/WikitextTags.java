package org.wvtoolkit.text.markup;

import java.util.HashSet;
import java.util.Set;

/**
 * The first step of text extraction: removes comments and tags and resolves character references.
 * Literal characters that look like markup, from {@code <nowiki>} or a reference, are replaced by
 * control characters as placeholders, so that later steps do not interpret them. Not thread-safe.
 */
final class WikitextTags {
    /**
     * Placeholder for a line break that a tag produces. It is a control character, which XML does
     * not allow in a dump.
     */
    static final byte BREAK = 0x1E;

    /**
     * Characters that can be markup. The placeholder of a literal one is the control character with
     * the same index.
     */
    private static final String MARKUP = "[]{}|'=*#:;<!-_";

    private static final int FIRST_LITERAL = 0x0E;

    /**
     * Elements that are removed with their content: notes, formulas, source code, images, and
     * content for templates only.
     */
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

    /** Elements that end a line. */
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

    /** Elements whose tags are removed and whose content is kept. */
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

    /** Returns the character that a placeholder represents; other bytes are returned unchanged. */
    static byte literal(byte b) {
        int index = b - FIRST_LITERAL;
        return index >= 0 && index < MARKUP.length() ? (byte) MARKUP.charAt(index) : b;
    }

    private static int placeholder(int codePoint) {
        int index = MARKUP.indexOf(codePoint);
        return index < 0 ? codePoint : FIRST_LITERAL + index;
    }

    /** Copies wikitext without tags and character references. */
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
                    target.append(placeholder('<'));
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
                target.append(' '); // other control characters have no meaning and must not be taken for placeholders
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
            return; // an invisible character
        } else if (codePoint < ' ') {
            target.append(' ');
        } else {
            target.appendCodePoint(placeholder(codePoint));
        }
    }

    /**
     * Processes text that begins with {@code <}. Returns the index after the tag, or {@code at} if
     * it is not a tag.
     */
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
            // The tag has no end: an element to be removed extends to the end of the line.
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
        return drops ? elementEnd(bytes, end, to, name) : end;
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

    /**
     * Returns the index after the {@code >} of a tag, or −1 if another tag begins before. A quoted
     * attribute value may contain the character too.
     */
    private static int tagEnd(byte[] bytes, int from, int to) {
        byte quote = 0;
        int limit = Math.min(to, from + 2000);
        for (int at = from; at < limit; at++) {
            byte b = bytes[at];
            if (b == '>' && quote == 0) {
                return at + 1;
            }
            if (b == '<' || (b == '\n' && quote != 0)) {
                // A quote was not closed, so the tag ends at the first {@code >}.
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
            int next = bytes[at] == '&'
                    ? CharacterReferences.decode(bytes, at, end, c -> character(c, target))
                    : CharacterReferences.NONE;
            if (next == CharacterReferences.NONE) {
                target.append(bytes[at] == '\n' ? ' ' : placeholder(bytes[at]));
                next = at + 1;
            }
            at = next;
        }
        return end + "</nowiki>".length();
    }

    /**
     * Returns the index after the closing tag of an element. Nested elements of the same name are
     * counted.
     */
    private int elementEnd(byte[] bytes, int from, int to, String name) {
        if (unclosed.contains(name)) {
            return from; // an earlier search found no closing tag; another search would take quadratic time in total
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
                depth++; // only tables are nested
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
