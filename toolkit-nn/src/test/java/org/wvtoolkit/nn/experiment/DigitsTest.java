package org.wvtoolkit.nn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests layers together on handwritten digits. */
class DigitsTest {
    @BeforeEach
    void needsTheDigits() {
        assumeTrue(Files.isReadable(Digits.FILE), "no " + Digits.FILE + " (Debian's python3-sklearn)");
    }

    @Test
    @DisplayName("Twenty digits are memorized")
    void memorize() throws IOException {
        Digits digits = Digits.read();
        assertEquals(1797, digits.size());
        List<Integer> some = IntStream.range(0, 20).boxed().toList();
        Digits.Network network = new Digits.Network(1);
        network.train(digits, some, 60);
        assertEquals(1, network.accuracy(digits, some));
    }

    @Test
    @Tag("slow")
    @DisplayName("Five-fold cross-validation has a mean accuracy of at least 98 %")
    void crossValidation() throws IOException {
        Digits digits = Digits.read();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, digits.size()).boxed().toList());
        Collections.shuffle(order, new Random(1));
        double sum = 0;
        StringBuilder folds = new StringBuilder();
        for (int fold = 0; fold < 5; fold++) {
            List<Integer> test = order.subList(fold * order.size() / 5, (fold + 1) * order.size() / 5);
            List<Integer> training = new ArrayList<>(order);
            training.removeAll(test);
            Digits.Network network = new Digits.Network(fold);
            network.train(digits, training, 15);
            double accuracy = network.accuracy(digits, test);
            folds.append(' ').append(accuracy);
            sum += accuracy / 5;
        }
        assertTrue(sum >= 0.98, "mean " + sum + " of" + folds);
    }
}
