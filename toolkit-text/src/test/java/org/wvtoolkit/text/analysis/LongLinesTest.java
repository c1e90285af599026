package org.wvtoolkit.text.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares lines longer than the buffers of Lucene's tokenizers with the same sentences on lines of their own. */
class LongLinesTest {
    /** Words and marks of one language. */
    record Language(List<String> words, List<String> ends) {
        String sentence(Random random) {
            String text = random.ints(2 + random.nextInt(12), 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining());
            // The ICU tokenizer attaches digits at the start of a line to the next word.
            return text.replaceFirst("^[ 0-9.]+", "") + ends.get(random.nextInt(ends.size()));
        }
    }

    private static final Language CHINESE = new Language(
            List.of("北京", "中国", "首都", "是", "的", "大学生", "我们", "研究", "生命", "，", "、", "起源", "在", "Java", "2024", "“好”"),
            List.of("。", "！", "？", "？！", "。”", "!", "；我。"));
    private static final Language JAPANESE = new Language(
            List.of("東京", "日本", "は", "の", "首都", "です", "走って", "コンピューター", "、", "お茶", "を", "飲む", "ＡＢＣ", "12", "「はい。」と"),
            List.of("。", "！", "？", "…。", "｡"));
    private static final Language THAI = new Language(
            List.of(
                    "ประเทศ",
                    "ไทย",
                    "เมืองหลวง",
                    "กรุงเทพ",
                    "ภาษา",
                    "การ",
                    "ที่",
                    "ได้",
                    "ต้อง",
                    "แสดง",
                    " ",
                    "ABC",
                    "12"),
            List.of(" ", "  ", "! ", " ๆ "));
    private static final Language MIXED = new Language(
            Stream.of(
                            CHINESE.words,
                            JAPANESE.words,
                            THAI.words,
                            List.of(" ", "мир", "naïve", "don't", "3.14", "한국어", "😀", "👩\u200D🔬", "ភាសាខ្មែរ"))
                    .flatMap(List::stream)
                    .toList(),
            List.of("。", "! ", " ", "。\u3000"));

    static Stream<Arguments> languages() {
        return Stream.of(
                Arguments.of("chinese", CHINESE),
                Arguments.of("icu", CHINESE),
                Arguments.of("icu", JAPANESE),
                Arguments.of("icu", THAI),
                Arguments.of("icu", MIXED),
                Arguments.of("thai", THAI),
                Arguments.of("japanese", JAPANESE),
                Arguments.of("chinese | lowercase", CHINESE),
                Arguments.of("icu | fold", THAI),
                Arguments.of("japanese | lowercase", JAPANESE));
    }

    private static TextAnalyzer analyzer(String name) {
        return name.contains("|") ? TextAnalyzers.chain(List.of(name.split(" \\| ", -1))) : TextAnalyzers.named(name);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("Sentences give the same tokens on one long line as on lines of their own")
    @MethodSource("languages")
    void joined(String name, Language language) {
        TextAnalyzer analyzer = analyzer(name);
        for (long seed = 1; seed <= 4; seed++) {
            Random random = new Random(seed);
            List<String> sentences = new ArrayList<>();
            for (int length = 0;
                    length < 1024 << seed;
                    length += sentences.getLast().length()) {
                sentences.add(language.sentence(random));
            }
            List<String> expected = Tokenization.tokenize(analyzer, String.join("\n", sentences));
            assertEquals(expected, Tokenization.tokenize(analyzer, String.join("", sentences)), "seed " + seed);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A long line without a boundary keeps all characters")
    @MethodSource("languages")
    void withoutBoundary(String name, Language language) {
        String run = language.words.getFirst().repeat(3000);
        assertEquals(run, String.join("", Tokenization.tokenize(analyzer(name), run)));
    }

    @Test
    @DisplayName("A repeated Chinese sentence on one line has no false words")
    void repeatedSentence() {
        List<String> once = Tokenization.tokenize("chinese", "北京是中国的首都。");
        List<String> many = Tokenization.tokenize("chinese", "北京是中国的首都。".repeat(200));
        assertEquals(200 * once.size(), many.size());
        assertTrue(once.containsAll(many), many.toString());
    }

    @Test
    @DisplayName("A sentence longer than the buffer is divided at its last comma, space or change of script")
    void longSentence() {
        for (String separator : List.of("，", "、", " ", "\u3000", "ABC", "—")) {
            String part = "北京是中国的首都" + separator;
            List<String> once = Tokenization.tokenize("chinese", part);
            List<String> many = Tokenization.tokenize("chinese", part.repeat(400) + "。");
            assertEquals(400 * once.size(), many.size(), separator);
            assertTrue(once.containsAll(many), many.toString());
        }
    }
}
