package org.wvtoolkit.text.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests every construct of wikitext: complete, incomplete and nested. */
class WikitextProseTest {
    private static String prose(String wikitext) {
        return prose(wikitext, new WikiSite(Map.of("datei", 6, "kategorie", 14, "wikipedia", 4), "zh"));
    }

    private static String prose(String wikitext, WikiSite site) {
        ByteText source = new ByteText();
        source.append(wikitext);
        ByteText prose = new ByteText();
        new WikitextProse(site).convert(source, prose);
        return prose.string(0, prose.length());
    }

    @ParameterizedTest
    @DisplayName("Each construct of wikitext yields its visible text")
    @CsvSource(delimiter = '→', quoteCharacter = '`', textBlock = """
            a [[cat]] and [[dog|hounds]]s           → a cat and houndss
            [[Foo (bar)#Part|]] x                   → Foo (bar) Part x
            [[#Part]] x                             → Part x
            [[:Category:Cats]] x                    → Cats x
            [[Category:Cats|*]] x                   → x
            x [[Kategorie:Katzen]]                  → x
            [[de:Katze]] x                          → x
            [[:de:Katze|German]] x                  → German x
            [[wikt:cat|cat]] x                      → cat x
            [[wikt:cat]] x                          → cat x
            [[Ada: A Life]] x                       → Ada: A Life x
            x [[File:a.jpg|40px|alt]] y             → x y
            '''bold''' ''it'' '''''both''''' l'eau  → bold it both l'eau
            d''''x'''                               → d'x
            a {{cite|b=c|[[d]]}} e                  → a e
            a {{x|{{y|{{z}}}}|w}} b                 → a b
            {{lang|grc|[[ἀναρχία]]}}, i.e.          → ἀναρχία, i.e.
            {{convert|5|km|mi}} long                → 5 kilometres long
            {{convert|5|to|7|km|abbr=on}} long      → 5 to 7 km long
            {{as of|2015|4|lc=y}} x                 → as of April 2015 x
            {{nihongo|sword|太刀|tachi}}             → sword (太刀 tachi)
            {{chem|H|2|O}} and H<sub>2</sub>O       → H2O and H2O
            {{nowrap|1=a = b}} c                    → a = b c
            a{{ndash}}b{{snd}}c                     → a–b – c
            a<ref name="x">b</ref> c<ref name=y/> d → a c d
            a<ref>b [[c]] {{d}}<br>e</ref>.         → a.
            a<!-- b [[ -->c                         → ac
            a &lt;b&gt; &amp;nbsp; &ndash;&nbsp;c   → a <b> &nbsp; – c
            a <nowiki>[[b]] ''c''</nowiki> d        → a [[b]] ''c'' d
            <math>x^2</math> is x                   → is x
            [http://x.org label] [http://y.org] z   → label z
            see https://x.org/a?b=c, or             → see or
            a ({{IPA|x}}) b ({{IPA|x}}; c)          → a b (c)
            __NOTOC__ a                             → a
            a -{zh-hans:头;zh-hant:頭}- b           → a 头 b
            a [[b c                                 → a b c
            a {{b c                                 → a b c
            a b]] }} c                              → a b c
            1 < 2 and <foo@bar.org>                 → 1 < 2 and <foo@bar.org>
            a <ref b                                → a
            &#91;&#91;x&#93;&#93; &copy;            → [[x]] ©
            caf&eacute; & co; &unknown;             → café & co; &unknown;
            * one                                   → one
            :#; two                                 → two
            ----                                    → ``
            """)
    void constructs(String wikitext, String expected) {
        assertEquals(expected.isEmpty() ? "" : expected + "\n", prose(wikitext));
    }

    @Test
    @DisplayName("A heading precedes the first line of its section and is omitted if the section is empty")
    void headings() {
        assertEquals(
                "Top\nSub\ntext\n", prose("== Top ==\n=== Empty ===\n{|\n|x\n|}\n=== Sub ===\ntext\n== None ==\n"));
    }

    @Test
    @DisplayName("Sections of sources are skipped with their subsections")
    void sourceSections() {
        assertEquals(
                "a\nSee also\nb\n", prose("a\n== References ==\n* x\n=== Books ===\n* y\n== See also ==\n* [[b]]\n"));
    }

    @Test
    @DisplayName("Tables are removed, also nested and unclosed ones")
    void tables() {
        assertEquals(
                "a\nb\n", prose("a\n{| class=x\n! h\n|-\n| c || {{d|e}}\n|\n {| \n| inner\n |}\n| f [[g|h]]\n|}\nb"));
        assertEquals("a\nb c\n", prose("a\n{|\n| x\nb c"), "only the rows of an unclosed table are removed");
        assertEquals("a\nb\n", prose("a <table><tr><td>x<table><tr><td>y</td></tr></table></td></tr></table>\nb"));
    }

    @Test
    @DisplayName("The caption of an image follows the line that contains the image")
    void captions() {
        assertEquals(
                "Albedo is\nA map of the [link]\n",
                prose("[[Datei:x.png|thumb|upright=1.2|alt=no|A map of [[the]] "
                        + "&#91;[[x|link]]&#93;]]'''Albedo''' is\n"));
        assertEquals("a\n", prose("{{infobox|[[File:x.png|thumb|A caption in a removed template]]}}a"));
    }

    @Test
    @DisplayName("Line breaks, block elements and quotations end lines")
    void lineBreaks() {
        assertEquals("a\nb\nc\n", prose("a<br />b<div>c</div>"));
        assertEquals("x\nsaid\ny\n", prose("x\n{{quote|said|author}}\ny"));
    }

    @Test
    @DisplayName("Redirects are recognised in any case")
    void redirects() {
        ByteText source = new ByteText();
        source.append("\n#Redirect [[x]]");
        assertTrue(WikitextProse.isRedirect(source));
    }

    @ParameterizedTest
    @DisplayName("Repeated opening marks take time proportional to their number")
    @ValueSource(
            strings = {
                "{{",
                "}}",
                "[[",
                "]]",
                "{|\n",
                "\n|}",
                "<ref>",
                "<table>",
                "<!--",
                "-{",
                "}-",
                "[//",
                "{{a|",
                "{{lang|x|",
                "[[File:|thumb|",
                "''",
                "&",
                "&#",
                "<",
                "<nowiki>",
                "{{{",
                "__A",
                "==",
                "{{\n{|\n[[",
                "-{{{",
                "<ref name=\"",
                "{{lang|x|[[a|",
                "<br "
            })
    void linearTime(String part) {
        String opening = part.repeat(100_000 / part.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            prose(opening);
            prose(opening + "x" + "}}]]".repeat(25_000));
            prose("{{a{|\n" + opening + "]]}}}-".repeat(15_000));
        });
    }

    @ParameterizedTest
    @DisplayName("Random markup leaves neither markup nor control characters")
    @ValueSource(longs = {1, 2, 3})
    void randomMarkup(long seed) {
        String[] parts = {
            "[[",
            "]]",
            "{{",
            "}}",
            "|",
            "{|",
            "|}",
            "\n",
            " ",
            "word",
            "'''",
            "<ref>",
            "</ref>",
            "<br>",
            "&lt;",
            "==",
            "*",
            "é中",
            "File:",
            "thumb",
            "<nowiki>",
            "</nowiki>",
            "http://x",
            "[",
            "]",
            "-{",
            "}-",
            "<!--",
            "-->",
            "\n{|",
            "\n|}",
            "lang|x|",
            "<table>"
        };
        Random random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            StringBuilder wikitext = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                wikitext.append(parts[random.nextInt(parts.length)]);
            }
            String text = wikitext.toString().replace("<nowiki>", "<b>").replace("&lt;", "&amp;");
            String prose = prose(text);
            assertTrue(
                    !prose.contains("[[") && !prose.contains("{{") && !prose.contains("<ref>"),
                    () -> "<" + text + "> yields <" + prose + ">");
            assertTrue(
                    prose(wikitext.toString()).chars().noneMatch(c -> c < ' ' && c != '\n'),
                    () -> "<" + wikitext + ">");
        }
    }

    private static String line(String wikitext, String language) {
        return prose(wikitext, new WikiSite(Map.of(), language)).strip();
    }

    @ParameterizedTest
    @DisplayName("Unbalanced bold and italics marks of a line contain an apostrophe")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ''Eagle'''s upper stage         | Eagle's upper stage
            l'''Odyssée'' est longue        | l'Odyssée est longue
            ''Britannica'''s and ''x''      | Britannica's and x
            the '''bold'''s end             | the bolds end
            '''''both''''' and 'single'     | both and 'single'
            ''''quoted bold''''             | 'quoted bold'
            "''yes''" it isn't rock'n'roll  | "yes" it isn't rock'n'roll
            on a '''x y'' z                 | on a 'x y z
            ''[[Foo]]'''s bar               | Foo's bar
            d'''''Artagnan'''''             | dArtagnan
            A'''B''C                        | A'BC
            ''HMS Beagle''{{'}}s            | HMS Beagle's
            * ''list'''s item               | list's item
            ''unclosed italics              | unclosed italics
            """)
    void apostrophes(String wikitext, String expected) {
        assertEquals(expected, line(wikitext, "en"));
    }

    @Test
    @DisplayName("Each line is balanced separately")
    void apostrophesByLine() {
        assertEquals("a's b\nc's d", line("''a'''s b\n\n''c'''s d", "en"));
    }

    @ParameterizedTest
    @DisplayName("File links are removed, in the names and aliases of the wiki's language, except framed captions")
    @CsvSource(delimiter = ';', textBlock = """
            cs ; [[Obrázek:b.jpg|náhled|200px|vpravo|Popis]]            ; Popis
            cs ; x [[Obrázek:c.jpg]]                                    ; x
            de ; [[Bild:a.png|mini|hochkant=1.2|Ein Bild]]              ; Ein Bild
            pl ; [[Grafika:a.png|mały|lewo|200x150px|Opis]]             ; Opis
            ru ; [[Изображение:a.png|мини|слева|200пкс|Подпись]]        ; Подпись
            sv ; [[Bild:a.png|miniatyr|vänster|Text]]                   ; Text
            fr ; [[Image:a.png|vignette|redresse=0.8|Légende]]          ; Légende
            es ; [[Imagen:a.png|miniaturadeimagen|izquierda|Pie]]       ; Pie
            ja ; [[画像:a.png|サムネイル|左|200ピクセル|説明]]               ; 説明
            fi ; [[Kuva:a.png|pienoiskuva|oikea|Teksti]]                ; Teksti
            tr ; [[Resim:a.png|küçükresim|sağ|200pik|Yazı]]             ; Yazı
            xx ; [[File:a.png|unknownword|200px|A caption of words]]    ; A caption of words
            en ; [[File:a.png|200px|not shown without a frame]] end     ; end
            be-tarask ; [[Выява:a.png|значак|злева|Подпіс]]             ; Подпіс
            nb ; [[Bilde:a.png|miniatyr|venstre|Tekst]]                 ; Tekst
            als ; [[Bild:a.png|mini|rechts|E Bild]]                     ; E Bild
            lb ; [[Bild:a.png|thumb|left|E Bild]]                       ; E Bild
            af ; [[Beeld:a.png|duimnael|regs|Onderskrif]]               ; Onderskrif
            cy ; [[Delwedd:a.png|bawd|chwith|Capsiwn]]                  ; Capsiwn
            sq ; [[Figura:a.png|parapamje|majtas|Titull]]               ; Titull
            ml ; [[ചിത്രം:a.png|ലഘു|ഇടത്ത്|വിവരണം]]                        ; വിവരണം
            oc ; [[Imatge:a.png|vinheta|drecha|Legenda]]                ; Legenda
            ur ; [[تصویر:a.png|تصغیر|بائیں|عنوان]]                      ; عنوان
            simple ; [[Image:a.png|thumb|left|100x50px|A caption]]      ; A caption
            """)
    void localizedFileLinks(String language, String wikitext, String expected) {
        assertEquals(expected, line(wikitext, language));
    }

    @ParameterizedTest
    @DisplayName("Compound quantities and links in template syntax are kept")
    @CsvSource(delimiter = ';', textBlock = """
            {{convert|6|ft|2|in|m}}                   ; 6 feet 2 inches
            {{convert|11|st|4|lb|kg|abbr=on}}         ; 11 st 4 lb
            {{convert|5|mi|10|km}}                    ; 5 miles
            {{convert|3|to|4|km|mi}}                  ; 3 to 4 kilometres
            {{w|Paris}}                               ; Paris
            {{w|Paris, Texas|that town}}              ; that town
            {{Lien|langue=en|trad=X|fr=Y|texte=le Y}} ; le Y
            {{convert|6|ft|1|in|m}}                   ; 6 feet 1 inch
            {{convert|1|mi|km}}                       ; 1 mile
            {{convert|5|mi|km|adj=on}}                ; 5 mile
            {{convert|4|ft|8{{frac|1|2}}|in|mm}}      ; 4 feet 8 1/2 inches
            {{convert|2|yd|1|ft|3|in}}                ; 2 yards 1 foot 3 inches
            {{convert|14|st|3|lb|kg}}                 ; 14 stone 3 pounds
            {{convert|3|to(-)|4|km}}                  ; 3 to 4 kilometres
            {{convert|10|by|20|by|30|m}}              ; 10 by 20 by 30 metres
            {{convert|5|e6km2}}                       ; 5 million square kilometres
            {{convert|20|hp|kW|0}}                    ; 20 horsepower
            {{W|Paris|}}                              ; Paris
            {{ill|Foo|de|Bar|lt=a label}}             ; a label
            {{ill|fr|Cible|texte}}                    ; texte
            {{нп5|Имя|текст|en|Name}}                 ; текст
            {{не переведено|есть=:en:X|надо=Имя}}     ; Имя
            {{仮リンク|項目|en|Name|label=表示}}          ; 表示
            {{link-en|中文|English}}                   ; 中文
            {{tsl|en|English|中文|显示}}                ; 显示
            {{w|1=Paris|2=that town}}                 ; that town
            """)
    void textTemplates(String wikitext, String expected) {
        assertEquals(expected, line(wikitext, "en"));
    }
}
