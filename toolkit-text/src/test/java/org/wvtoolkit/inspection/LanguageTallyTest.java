package org.wvtoolkit.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTallyTest {
    private static final LanguageTally.Lists LISTS = new LanguageTally.Lists();

    private static Map<String, Double> shares(String... lines) {
        LanguageTally tally = new LanguageTally(LISTS);
        for (String line : lines) {
            Pattern.compile(" ").splitAsStream(line).forEach(word -> {
                byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
                tally.token(utf8, 0, utf8.length);
            });
            tally.lineEnd();
        }
        return tally.shares();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            english    | The cat is on the table and it will not come down for any of the children.
            german     | Die Katze ist auf dem Tisch, und sie will nicht für die Kinder herunterkommen.
            french     | Le chat est sur la table et il ne veut pas descendre pour les enfants.
            spanish    | El gato está sobre la mesa y no quiere bajar para los niños de la casa.
            italian    | Il gatto è sul tavolo e non vuole scendere per i bambini della casa.
            portuguese | O gato está em cima da mesa e não quer descer para as crianças da casa.
            dutch      | De kat zit op de tafel en zij wil niet naar beneden komen voor de kinderen.
            swedish    | Katten sitter på bordet och den vill inte komma ner för alla barnen i huset.
            finnish    | Kissa on pöydällä eikä se halua tulla alas, vaikka me olemme täällä.
            hungarian  | A macska az asztalon van, és nem akar lejönni, mert ez így jó neki.
            russian    | Кошка сидит на столе, и она не хочет спускаться к детям, потому что так ей лучше.
            turkish    | Kedi masanın üstünde ve çocuklar için bile olsa aşağı inmek istemiyor, ama bu çok da iyi.
            arabic     | القطة على الطاولة و لا تريد أن تنزل من أجل الأطفال في هذا البيت
            chinese    | 猫 在 桌子 上 ， 它 不 想 下来
            japanese   | 猫 は テーブル の 上 に いて 、 降り たく ない
            korean     | 고양이는 식탁 위에 있고 내려오고 싶어하지 않는다
            """)
    @DisplayName("The language of a sentence is identified")
    void languages(String language, String sentence) {
        assertEquals(Map.of(language, 1.0), shares(sentence));
    }

    @Test
    @DisplayName("Lines without a known language are counted by script")
    void unknownLanguage() {
        assertEquals(Map.of("unknown, in latin script", 1.0), shares("lorem", "qwerty asdf zxcv uiop hjkl"));
        assertEquals(Map.of(), shares("123 456 ..."));
    }

    @Test
    @DisplayName("Shares are relative to the number of tokens")
    void shares() {
        Map<String, Double> shares = shares(
                "the cat is on the table and it will not come",
                "the dog is in the house and it will not go",
                "die Katze ist auf dem Tisch und sie will nicht");
        assertTrue(shares.keySet().iterator().next().equals("english"), shares.toString());
        assertEquals(22.0 / 32, shares.getOrDefault("english", 0.0), 1e-9);
        assertEquals(10.0 / 32, shares.getOrDefault("german", 0.0), 1e-9);
    }
}
