package org.wvtoolkit.text.markup;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The properties of a wiki that affect its links. Immutable and thread-safe. */
public final class WikiSite {
    private static final int FILE = 6;
    private static final int CATEGORY = 14;

    /** Prefixes of other projects. A link with such a prefix is visible. */
    private static final Set<String> PROJECTS = Set.of(
            "w",
            "wikt",
            "wiktionary",
            "wikipedia",
            "wp",
            "s",
            "wikisource",
            "q",
            "wikiquote",
            "b",
            "wikibooks",
            "n",
            "wikinews",
            "v",
            "wikiversity",
            "voy",
            "wikivoyage",
            "c",
            "commons",
            "d",
            "wikidata",
            "m",
            "meta",
            "mw",
            "species",
            "wikispecies",
            "doi");

    private static final Pattern LANGUAGE_CODE =
            Pattern.compile("[a-z]{2,3}(-[a-z]{3,8})?|simple|zh-min-nan|be-x-old|roa-rup|map-bms|fiu-vro|cbk-zam");

    private final Map<String, Integer> namespaces;
    private final String language;
    private final WikiWords words;

    /**
     * Creates a description of a wiki.
     *
     * @param namespaces the numbers of its namespaces by their lower-case names, as in the header
     *     of the dump
     * @param language the code of its language
     */
    public WikiSite(Map<String, Integer> namespaces, String language) {
        this.namespaces = Map.copyOf(namespaces);
        this.language = language;
        this.words = WikiWords.of(language);
    }

    /** Returns the localised words of the wiki's syntax. */
    WikiWords words() {
        return words;
    }

    /** Kind of a link, which its prefix determines. */
    enum Kind {
        /** A link to an article, which is visible. */
        ARTICLE,
        /** An image or a sound. Its caption is visible in the text. */
        FILE,
        /** A category, which is not visible in the text. */
        CATEGORY,
        /** A link to the same article in another language, which is not visible in the text. */
        OTHER_LANGUAGE,
        /** A link to another kind of page, which is visible without its prefix. */
        ELSEWHERE
    }

    /** Returns the kind of link for a prefix, the text before the first colon. */
    Kind kind(String prefix) {
        String name = prefix.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
        Integer namespace = namespaces.get(name);
        if (namespace == null && words.isFileNamespace(name)) {
            return Kind.FILE;
        }
        if (namespace == null && words.isCategoryNamespace(name)) {
            return Kind.CATEGORY;
        }
        if (namespace != null) {
            return switch (namespace) {
                case FILE, -2 -> Kind.FILE;
                case CATEGORY -> Kind.CATEGORY;
                case 0 -> Kind.ARTICLE;
                default -> Kind.ELSEWHERE;
            };
        }
        if (PROJECTS.contains(name)) {
            return Kind.ELSEWHERE;
        }
        // Language codes are in lower case; "Ada: a life" is an article.
        return LANGUAGE_CODE.matcher(prefix).matches() ? Kind.OTHER_LANGUAGE : Kind.ARTICLE;
    }

    /** Returns whether the language has several scripts, so that text may contain language variants. */
    boolean hasVariants() {
        return Set.of("zh", "sr", "kk", "ku", "uz", "shi", "iu", "tg", "gan").contains(language);
    }
}
