package org.wvtoolkit.text.markup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Visible text of templates. Templates that only format their text have a rule each; all others are
 * removed. Not thread-safe.
 *
 * <p>The names and parameters are those of the English Wikipedia, which many wikis share.
 */
final class WikiTemplates {
    /**
     * Maximum length of a template name in bytes. A longer one is text in braces and is not looked
     * up.
     */
    private static final int MAX_NAME_LENGTH = 40;

    private static final String BREAK = String.valueOf((char) WikitextTags.BREAK);

    /** Computes the visible text of a template. */
    @FunctionalInterface
    private interface Rule {
        String text(Arguments arguments);
    }

    private static final Map<String, Rule> RULES = new HashMap<>();

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    /** Templates that follow a whole number without a space, as in {@code 8{{frac|1|2}}}. */
    private static final Set<String> FRACTIONS = Set.of("frac", "sfrac", "fraction");

    static {
        rule(
                arguments -> arguments.at(1),
                "nowrap",
                "nobr",
                "nowiki",
                "small",
                "smaller",
                "large",
                "larger",
                "big",
                "angbr",
                "sc",
                "smallcaps",
                "small caps",
                "sic",
                "keypress",
                "key",
                "kbd",
                "abbr",
                "tooltip",
                "hover title",
                "mvar",
                "math",
                "var",
                "vanchor",
                "visible anchor",
                "railgauge",
                "unicode",
                "strong",
                "em",
                "strike",
                "underline",
                "bold",
                "italic",
                "not a typo",
                "as written",
                "typo",
                "flag",
                "flagcountry",
                "flagu",
                "sup",
                "sub",
                "center",
                "nbay",
                "polytonic",
                "hebrew",
                "arabic",
                "nastaliq",
                "overline",
                "no italic",
                "noitalic",
                "italics correction",
                "title",
                "val",
                "gaps",
                "music",
                "code",
                "mono",
                "samp",
                "tt",
                "dfn",
                "q",
                "stack",
                "normal",
                "su",
                "proper name",
                "noinvert",
                "text",
                "nobold",
                "simplenuclide",
                "isotope",
                "ship",
                "linktext",
                "lang-sr-cyr",
                "zh-t",
                "zh-s",
                "bibleverse",
                "bibleref",
                "bibleref2",
                "sclass",
                "abbrv",
                "abbreviation",
                "word");
        rule(
                arguments -> arguments.last(),
                "lang",
                "transl",
                "script",
                "rtl-lang",
                "wikt-lang",
                "transliteration",
                "resize",
                "font",
                "color");
        rule(
                arguments -> BREAK + arguments.named("text", "quote", arguments.at(1)) + BREAK,
                "quote",
                "cquote",
                "quotation",
                "blockquote",
                "bquote",
                "poemquote",
                "centered pull quote",
                "quote box",
                "quotebox",
                "pull quote",
                "poem quote",
                "block quote",
                "poem");
        rule(arguments -> BREAK + arguments.at(2) + BREAK, "rquote");
        rule(
                arguments -> BREAK + String.join(BREAK, arguments.all()) + BREAK,
                "hlist",
                "unbulleted list",
                "plainlist",
                "flatlist",
                "ubl",
                "ordered list",
                "bulleted list",
                "flowlist",
                "plain list",
                "flat list");
        rule(WikiTemplates::label, "w", "wp", "wl", "lw", "link", "wlink", "wikilink", "lien", "il");
        // Links to articles of other wikis. Their labels are named or at different positions.
        rule(WikiTemplates::linkToOtherWiki, "ill", "illm", "interlanguage link", "interlanguage link multi", "仮リンク");
        rule(arguments -> arguments.lastOf(1, 2), "iw", "iw2");
        for (String number : List.of("", "1", "2", "3", "4", "5")) {
            rule(WikiTemplates::untranslated, "нп" + number, "не переведено" + number, "не переведено " + number);
            rule(WikiTemplates::untranslated, "не перекладено" + number, "не перекладено " + number);
        }
        rule(
                arguments -> arguments.lastOf(1, 3),
                "le",
                "link-en",
                "link-ja",
                "link-de",
                "link-fr",
                "link-ru",
                "link-es");
        rule(arguments -> arguments.lastOf(1, 3), "link-it", "link-ko", "internal link helper/en");
        rule(arguments -> arguments.lastOf(2, 3, 4), "tsl", "translink");
        rule(arguments -> arguments.named("نص", "عر", arguments.at(1)), "وصلة إنترويكي", "وإو");
        rule(arguments -> arguments.named("tekst", "pl", arguments.at(1)), "link-interwiki");
        rule(arguments -> arguments.at(1) + " § " + arguments.at(2), "section link", "slink");
        rule(arguments -> String.join("", arguments.all()), "chem", "chem2", "nuclide", "nuclide2");
        rule(WikiTemplates::converted, "convert", "cvt");
        rule(WikiTemplates::asOf, "as of", "asof");
        rule(WikiTemplates::fraction, FRACTIONS.toArray(new String[0]));
        rule(WikiTemplates::nihongo, "nihongo", "nihongo2", "zh", "korean");
        rule(arguments -> "c. " + arguments.at(1), "circa", "c.", "ca.");
        rule(arguments -> "fl. " + arguments.at(1), "floruit", "fl.");
        rule(arguments -> "r. " + String.join("–", arguments.all()), "reign", "r.");
        rule(arguments -> "US$" + arguments.at(1), "us$", "usd");
        rule(arguments -> "£" + arguments.at(1), "gbp", "£");
        rule(arguments -> "€" + arguments.at(1), "eur", "€");
        for (String ship : List.of("USS", "HMS", "RMS", "SS", "MV", "HMCS", "HMAS", "USCGC", "SMS")) {
            rule(arguments -> ship + " " + arguments.at(1), ship.toLowerCase(Locale.ROOT));
        }
        rule(arguments -> " – ", "spaced ndash", "snd", "snds", "spnd", "spaced en dash");
        rule(arguments -> "–", "ndash", "en dash", "endash", "–");
        rule(arguments -> "—", "mdash", "em dash", "emdash", "mdashb", "—");
        rule(arguments -> " ", "nbsp", "space", "spaces", "thinsp", "hair space", "thin space", "pad", "zwsp");
        rule(arguments -> " · ", "·", "dot", "•", "bull", "bullet", "middot", "*");
        rule(arguments -> "'s", "'s");
        rule(arguments -> "'", "'", "`");
        rule(arguments -> "'\"", "' \"", "'\"", "\" '", "\"'");
        rule(arguments -> " ", "!", "=");
    }

    private final Arguments arguments = new Arguments();

    private static void rule(Rule rule, String... names) {
        for (String name : names) {
            RULES.put(name, rule);
        }
    }

    /**
     * Replaces the source of a template by its visible text.
     *
     * @param text ends with the source of the template, without the braces; nested templates are
     *     already expanded
     * @param begin index at which the source begins
     */
    void expand(ByteText text, int begin) {
        int end = text.length();
        int bar = begin;
        while (bar < end && text.at(bar) != '|') {
            bar++;
        }
        if (bar - begin > MAX_NAME_LENGTH) {
            text.truncate(begin);
            return;
        }
        String name = text.string(begin, bar).strip().replace('_', ' ').toLowerCase(Locale.ROOT);
        String content = "";
        Rule rule = RULES.get(name);
        if (rule == null && name.startsWith("lang-")) {
            rule = given -> given.at(1);
        }
        if (rule != null) {
            arguments.split(bar < end ? text.string(bar + 1, end) : null);
            content = rule.text(arguments);
            if (FRACTIONS.contains(name) && begin > 0 && text.at(begin - 1) >= '0' && text.at(begin - 1) <= '9') {
                content = " " + content;
            }
        } else if (name.startsWith("formatnum:")) {
            content = name.substring("formatnum:".length());
        }
        text.truncate(begin);
        // The content is text now, in which a bar must not separate arguments.
        text.append(content.replace('|', ' '));
    }

    /**
     * Returns the text of a link in template syntax, {@code {{w|target|label}}}: its label, or its
     * target if it has no label.
     */
    private static String label(Arguments arguments) {
        String label = arguments.named("texte", "text", arguments.named("label", "lt", arguments.at(2)));
        String target = arguments.named("fr", "target", arguments.at(1));
        return label.isEmpty() ? target : label;
    }

    /**
     * Returns the text of a link to an article of another wiki: its label, or its name. In an older syntax, the
     * language precedes the names.
     */
    private static String linkToOtherWiki(Arguments arguments) {
        boolean languageFirst = LANGUAGE.matcher(arguments.at(1)).matches()
                && !arguments.at(2).isEmpty()
                && !LANGUAGE.matcher(arguments.at(2)).matches();
        return arguments.named("lt", "label", languageFirst ? arguments.lastOf(2, 3) : arguments.at(1));
    }

    /** Returns the text of a link to an article that is not translated: its label, or the name of the article. */
    private static String untranslated(Arguments arguments) {
        String label = arguments.named("текст", "text", arguments.at(2));
        return label.isEmpty() ? arguments.named("надо", "треба", arguments.at(1)) : label;
    }

    private static String converted(Arguments arguments) {
        StringBuilder text = new StringBuilder(arguments.at(1));
        int at = 2;
        while (isJoiner(arguments.at(at))) {
            // "(-)" shows a dash instead of the word if the unit is abbreviated.
            String joiner = arguments.at(at).replace("(-)", "");
            text.append(' ').append(joiner).append(' ').append(arguments.at(at + 1));
            at += 2;
        }
        String unit = arguments.at(at);
        String abbreviation = arguments.named("abbr", "abbr", "");
        boolean abbreviated = abbreviation.equals("on") || abbreviation.equals("in");
        boolean adjective = arguments.named("adj", "adj", "").equals("on");
        String last = arguments.at(at - 1);
        text.append(' ').append(abbreviated ? unit : Units.name(unit, adjective || last.equals("1")));
        // Compound quantities such as 6 ft 2 in consist of a number and a subdivision of the preceding unit.
        while (Units.isSubdivision(unit, arguments.at(at + 2)) && isNumber(arguments.at(at + 1))) {
            unit = arguments.at(at + 2);
            last = arguments.at(at + 1);
            text.append(' ').append(last).append(' ');
            text.append(abbreviated ? unit : Units.name(unit, adjective || last.equals("1")));
            at += 2;
        }
        return text.toString();
    }

    private static boolean isNumber(String argument) {
        return !argument.isEmpty()
                && argument.chars().allMatch(c -> (c >= '0' && c <= '9') || "./+, ⁄½¼¾⅓⅔⅛⅜⅝⅞".indexOf(c) >= 0);
    }

    private static boolean isJoiner(String argument) {
        return switch (argument) {
            case "to", "-", "–", "~", "and", "or", "by", "x", "×", "+", "+/-", "±", "to(-)", "and(-)", "to about" ->
                true;
            default -> false;
        };
    }

    private static String asOf(Arguments arguments) {
        String alternative = arguments.named("alt", "alt", "");
        if (!alternative.isEmpty()) {
            return alternative;
        }
        boolean lowerCase = !arguments.named("lc", "lc", "").isEmpty();
        String since = arguments.named("since", "since", "").isEmpty() ? "s of" : "";
        StringBuilder text =
                new StringBuilder(since.isEmpty() ? (lowerCase ? "since" : "Since") : (lowerCase ? "a" : "A") + since);
        if (!arguments.at(3).isEmpty()) {
            text.append(' ').append(arguments.at(3));
        }
        if (!arguments.at(2).isEmpty()) {
            text.append(' ').append(Units.month(arguments.at(2)));
        }
        return text.append(' ').append(arguments.at(1)).toString();
    }

    private static String fraction(Arguments arguments) {
        return switch (arguments.all().size()) {
            case 0 -> "";
            case 1 -> "1/" + arguments.at(1);
            case 2 -> arguments.at(1) + "/" + arguments.at(2);
            default -> arguments.at(1) + " " + arguments.at(2) + "/" + arguments.at(3);
        };
    }

    /** Returns a name in English with its original spelling and transcription in parentheses. */
    private static String nihongo(Arguments arguments) {
        List<String> rest =
                arguments.all().stream().skip(1).filter(part -> !part.isEmpty()).toList();
        return arguments.at(1) + (rest.isEmpty() ? "" : " (" + String.join(" ", rest) + ")");
    }

    /** The arguments of a template. */
    private static final class Arguments {
        private final List<String> positional = new ArrayList<>();
        private final Map<String, String> named = new HashMap<>();

        /** Splits the source after the template's name into arguments. */
        void split(@org.jspecify.annotations.Nullable String text) {
            positional.clear();
            named.clear();
            if (text == null) {
                return;
            }
            for (String argument : text.split("\\|", -1)) {
                int equals = argument.indexOf('=');
                String key = equals < 0 ? "" : argument.substring(0, equals).strip();
                if (key.isEmpty() || !isName(key)) {
                    positional.add(argument.strip());
                } else {
                    named.put(
                            key.toLowerCase(Locale.ROOT),
                            argument.substring(equals + 1).strip());
                }
            }
        }

        private static boolean isName(String key) {
            return key.length() <= 20
                    && key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == ' ');
        }

        /**
         * Returns the argument at a position, from 1, or the one whose name is that number; empty
         * if there is none.
         */
        String at(int position) {
            String numbered = named.get(Integer.toString(position));
            return numbered != null ? numbered : position <= positional.size() ? positional.get(position - 1) : "";
        }

        List<String> all() {
            return List.copyOf(positional);
        }

        String last() {
            return named.containsKey("2") || positional.isEmpty() ? at(2) : positional.getLast();
        }

        /** Returns the last of the arguments at some positions that is not empty; empty if there is none. */
        String lastOf(int... positions) {
            String last = "";
            for (int position : positions) {
                last = at(position).isEmpty() ? last : at(position);
            }
            return last;
        }

        /** Returns the argument with either name, or a default. */
        String named(String name, String other, String otherwise) {
            return named.getOrDefault(name, named.getOrDefault(other, otherwise));
        }
    }

    /** Names of the units that {@code convert} abbreviates. */
    private static final class Units {
        static final Map<String, String> NAMES = Map.ofEntries(
                Map.entry("km", "kilometres"),
                Map.entry("m", "metres"),
                Map.entry("cm", "centimetres"),
                Map.entry("mm", "millimetres"),
                Map.entry("mi", "miles"),
                Map.entry("yd", "yards"),
                Map.entry("ft", "feet"),
                Map.entry("in", "inches"),
                Map.entry("nmi", "nautical miles"),
                Map.entry("km2", "square kilometres"),
                Map.entry("m2", "square metres"),
                Map.entry("sqmi", "square miles"),
                Map.entry("sqft", "square feet"),
                Map.entry("ha", "hectares"),
                Map.entry("acre", "acres"),
                Map.entry("kg", "kilograms"),
                Map.entry("g", "grams"),
                Map.entry("lb", "pounds"),
                Map.entry("st", "stone"),
                Map.entry("cwt", "hundredweight"),
                Map.entry("furlong", "furlongs"),
                Map.entry("ch", "chains"),
                Map.entry("LT", "long tons"),
                Map.entry("ST", "short tons"),
                Map.entry("gal", "gallons"),
                Map.entry("qt", "quarts"),
                Map.entry("pt", "pints"),
                Map.entry("oz", "ounces"),
                Map.entry("t", "tonnes"),
                Map.entry("l", "litres"),
                Map.entry("L", "litres"),
                Map.entry("km/h", "kilometres per hour"),
                Map.entry("mph", "miles per hour"),
                Map.entry("C", "°C"),
                Map.entry("F", "°F"),
                Map.entry("C-change", "°C"),
                Map.entry("F-change", "°F"),
                Map.entry("foot", "feet"),
                Map.entry("hp", "horsepower"),
                Map.entry("kW", "kilowatts"),
                Map.entry("MW", "megawatts"),
                Map.entry("kn", "knots"),
                Map.entry("m/s", "metres per second"),
                Map.entry("cuft", "cubic feet"),
                Map.entry("cuin", "cubic inches"),
                Map.entry("m3", "cubic metres"),
                Map.entry("impgal", "imperial gallons"),
                Map.entry("USgal", "US gallons"),
                Map.entry("bbl", "barrels"),
                Map.entry("ly", "light-years"),
                Map.entry("nm", "nanometres"),
                Map.entry("um", "micrometres"));

        /** Names of units after the quantity 1, and in front of a noun. */
        private static final Map<String, String> SINGULARS = new HashMap<>(Map.of(
                "feet",
                "foot",
                "square feet",
                "square foot",
                "cubic feet",
                "cubic foot",
                "inches",
                "inch",
                "cubic inches",
                "cubic inch",
                "kilometres per hour",
                "kilometre per hour",
                "miles per hour",
                "mile per hour",
                "metres per second",
                "metre per second"));

        static {
            for (String plural : NAMES.values()) {
                if (plural.endsWith("s")) {
                    SINGULARS.putIfAbsent(plural, plural.substring(0, plural.length() - 1));
                }
            }
        }

        /** Multiples that may precede a unit. */
        private static final Map<String, String> MULTIPLES =
                Map.of("e3", "thousand", "e6", "million", "e9", "billion", "e12", "trillion");

        /** The smaller units that may follow each unit in a compound quantity. */
        private static final Map<String, List<String>> SUBDIVISIONS = Map.ofEntries(
                Map.entry("mi", List.of("furlong", "ch", "yd", "ft")),
                Map.entry("furlong", List.of("ch", "yd", "ft")),
                Map.entry("ch", List.of("yd", "ft", "lk")),
                Map.entry("yd", List.of("ft", "in")),
                Map.entry("ft", List.of("in")),
                Map.entry("foot", List.of("in")),
                Map.entry("hand", List.of("in")),
                Map.entry("LT", List.of("cwt", "st", "lb")),
                Map.entry("ST", List.of("lb")),
                Map.entry("cwt", List.of("qtr", "st", "lb")),
                Map.entry("qtr", List.of("lb")),
                Map.entry("st", List.of("lb")),
                Map.entry("lb", List.of("oz")),
                Map.entry("gal", List.of("qt", "pt")),
                Map.entry("acre", List.of("rood", "perch")),
                Map.entry("rood", List.of("perch")),
                Map.entry("km", List.of("m")),
                Map.entry("m", List.of("cm")));

        private static final List<String> MONTHS = List.of(
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December");

        private Units() {}

        /** Returns the name of a unit, or the unit itself if its name is not known. */
        static String name(String unit, boolean singular) {
            for (Map.Entry<String, String> multiple : MULTIPLES.entrySet()) {
                if (unit.startsWith(multiple.getKey())
                        && unit.length() > multiple.getKey().length()) {
                    return multiple.getValue() + " "
                            + name(unit.substring(multiple.getKey().length()), false);
                }
            }
            String plural = NAMES.getOrDefault(unit, unit);
            return singular ? SINGULARS.getOrDefault(plural, plural) : plural;
        }

        static boolean isSubdivision(String unit, String smaller) {
            return SUBDIVISIONS.getOrDefault(unit, List.of()).contains(smaller);
        }

        /** Returns the name of a month given by its number; other text is returned unchanged. */
        static String month(String month) {
            for (int i = 0; i < MONTHS.size(); i++) {
                if (month.equals(Integer.toString(i + 1)) || month.equals("0" + (i + 1))) {
                    return MONTHS.get(i);
                }
            }
            return month;
        }
    }
}
