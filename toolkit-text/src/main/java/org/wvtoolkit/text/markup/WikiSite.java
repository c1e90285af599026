package org.wvtoolkit.text.markup;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The properties of a wiki that its links depend on. Immutable and safe for concurrent use. */
public final class WikiSite {
    private static final int FILE = 6;
    private static final int CATEGORY = 14;

    /** Prefixes of other projects, which are shown as they are, or their label. */
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
     * Describes a wiki.
     *
     * @param namespaces the numbers of its namespaces by their names in lower case, as the dump's head lists them
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

    /** What a link's prefix makes of it. */
    enum Kind {
        /** An article: the link is shown. */
        ARTICLE,
        /** A picture or a sound: shown with a caption. */
        FILE,
        /** A category: not shown where it stands. */
        CATEGORY,
        /** The article in another language: not shown where it stands. */
        OTHER_LANGUAGE,
        /** A page elsewhere: shown without its prefix. */
        ELSEWHERE
    }

    /** The kind of link that a prefix makes; the prefix is what stands before the first colon. */
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
        // Codes are in lower case; "Ada: a life" is an article.
        return LANGUAGE_CODE.matcher(prefix).matches() ? Kind.OTHER_LANGUAGE : Kind.ARTICLE;
    }

    /** Whether the language is written in several scripts, between which text may say how to convert. */
    boolean hasVariants() {
        return Set.of("zh", "sr", "kk", "ku", "uz", "shi", "iu", "tg", "gan").contains(language);
    }
}
