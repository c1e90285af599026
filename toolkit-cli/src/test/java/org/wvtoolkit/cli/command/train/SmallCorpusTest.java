package org.wvtoolkit.cli.command.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;

/** Training on corpora of a few words, and the files that training with checkpoints keeps. */
class SmallCorpusTest {
    @TempDir
    Path folder;

    private Place place = Place.home(Path.of("."));

    @BeforeEach
    void home() {
        place = Place.home(folder);
    }

    /** Lines of words of one of two communities, a0, a1, … and b0, b1, …. */
    private Path communities(int words, int lines) throws IOException {
        Random random = new Random(words);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            String community = line % 2 == 0 ? "a" : "b";
            for (int i = 0; i < 20; i++) {
                text.append(community).append(random.nextInt(words / 2)).append(i == 19 ? '\n' : ' ');
            }
        }
        return Files.writeString(folder.resolve("communities.txt"), text);
    }

    @ParameterizedTest
    @DisplayName("words of a vocabulary smaller than the dimension are near those of their own community")
    @ValueSource(ints = {20, 34, 80, 100, 150, 240})
    void svdOfSmallVocabularies(int words) throws IOException {
        Path model = folder.resolve("m");
        place.run("train", communities(words, 8 * words), "--method", "svd", "--min-count", 1, "-o", model)
                .done();
        int same = 0;
        int all = 0;
        for (String word : new String[] {"a0", "a1", "a2", "b0", "b1", "b2"}) {
            for (String line :
                    place.run("similar", "-m", model, "-n", 4, word).done().outLines()) {
                same += line.startsWith(word.substring(0, 1)) ? 1 : 0;
                all++;
            }
        }
        assertEquals(24, all);
        assertTrue(same >= 22, same + " of " + all + " neighbours are of the same community");
    }

    @Test
    @DisplayName("a text that subsampling leaves nothing of is reported")
    void subsamplingOfSmallTexts() throws IOException {
        Path text = Files.writeString(folder.resolve("common.txt"), "graph trees minors\ngraph trees\ntrees survey\n");
        CommandRun run = place.run("train", text, "--min-count", 1, "--dim", 4, "-o", folder.resolve("m"))
                .done();
        assertTrue(run.err().contains("subsample"), run.err());
    }

    @Test
    @DisplayName("training with checkpoints never replaces a file that it did not create")
    void checkpointFilesOfOthers() throws IOException {
        Path own = Files.writeString(folder.resolve("m.corpus"), "my own words, not to be lost\n");
        Path text = communities(10, 100);
        CommandRun run = place.run(
                "train", text, "--min-count", 1, "--dim", 4, "--checkpoint-every", "1h", "-o", folder.resolve("m"));
        assertTrue(run.failedWith(1).contains("m.corpus: exists already"), run.err());
        CommandRun asInput = place.run(
                "train", own, "--min-count", 1, "--checkpoint-every", "1h", "--force", "-o", folder.resolve("m"));
        assertTrue(asInput.failedWith(1).contains("m.corpus: exists already"), asInput.err());
        assertEquals("my own words, not to be lost\n", Files.readString(own));
        assertFalse(Files.exists(folder.resolve("m")));
    }
}
