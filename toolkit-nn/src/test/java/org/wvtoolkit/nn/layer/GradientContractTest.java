package org.wvtoolkit.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.nn.ExactProducts;
import org.wvtoolkit.nn.Initializer;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.Products;

/** Contract test for all nodes, layers and losses: backward is the gradient of forward. */
class GradientContractTest {
    private static final Products EXACT = new ExactProducts();
    private static final Map<String, Consumer<GradientCheck>> CASES = cases();

    private static SplittableRandom seeded() {
        return new SplittableRandom(20);
    }

    private static Map<String, Consumer<GradientCheck>> cases() {
        Map<String, Consumer<GradientCheck>> cases = new LinkedHashMap<>();
        cases.put("Addition", check -> check.node(new Addition(), check.random(3, 4), check.random(3, 4)));
        cases.put("Multiplication", check -> check.node(new Multiplication(), check.random(3, 4), check.random(3, 4)));
        cases.put(
                "MatrixProduct", check -> check.node(new MatrixProduct(EXACT), check.random(3, 4), check.random(4, 5)));
        cases.put("Sum", check -> check.layer(new Sum(), check.random(5, 3), Mode.TRAINING));
        cases.put("Repeat", check -> check.layer(new Repeat(4), check.random(1, 3), Mode.TRAINING));
        cases.put(
                "Affine",
                check -> check.layer(
                        Affine.hidden("a", 4, 3, Initializer.xavier(), seeded(), EXACT),
                        check.random(5, 4),
                        Mode.TRAINING));
        cases.put("Embedding", check -> {
            Embedding embedding = new Embedding(Parameter.sparse("e", check.random(6, 3)));
            Matrix direction = check.random(4, 3);
            check.check(
                    () -> weighted(embedding.forward(5, 1, 1, 0), direction),
                    () -> {
                        embedding.backward(direction);
                        return List.of();
                    },
                    List.of(),
                    List.of(embedding.table()));
            assertEquals(3, embedding.table().gradient().count(), "only rows that were looked up have a gradient");
        });
        cases.put("EmbeddingMean", check -> {
            EmbeddingMean mean = new EmbeddingMean(Parameter.sparse("e", check.random(6, 3)), words -> 1.0 / words);
            Matrix direction = check.random(2, 3);
            check.check(
                    () -> weighted(mean.forward(new int[] {5, 1, 1}, new int[] {2}), direction),
                    () -> {
                        mean.backward(direction);
                        return List.of();
                    },
                    List.of(),
                    List.of(mean.table()));
        });
        cases.put("NegativeSampling", check -> {
            NegativeSampling loss = new NegativeSampling(Parameter.sparse("o", check.random(7, 3)));
            Matrix hidden = check.random(3, 3);
            int[] targets = {2, 0, 2};
            int[] samples = {5, 2, 6, 5};
            check.check(
                    () -> loss.forward(hidden, targets, samples, 0.4),
                    () -> List.of(loss.backward()),
                    List.of(hidden),
                    List.of(loss.table()));
        });
        cases.put("Sigmoid", check -> check.layer(new Sigmoid(), check.random(3, 4), Mode.TRAINING));
        cases.put("Tanh", check -> check.layer(new Tanh(), check.random(3, 4), Mode.TRAINING));
        cases.put("Relu", check -> check.layer(new Relu(), check.random(3, 4), Mode.TRAINING));
        cases.put("SoftmaxCrossEntropy", check -> {
            SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(0.5, 2, 1);
            Matrix scores = check.random(4, 3);
            check.check(
                    () -> loss.forward(scores, 0, 2, 1, 1), () -> List.of(loss.backward()), List.of(scores), List.of());
        });
        cases.put("MeanSquaredError", check -> {
            MeanSquaredError loss = new MeanSquaredError();
            Matrix output = check.random(4, 3);
            Matrix target = check.random(4, 3);
            check.check(() -> loss.forward(output, target), () -> List.of(loss.backward()), List.of(output), List.of());
        });
        cases.put("BatchNormalization", check -> {
            check.layer(new BatchNormalization("n", 3, 0.9), check.random(6, 3), Mode.TRAINING);
            // For prediction, with statistics that forward does not change.
            BatchNormalization trained = new BatchNormalization("n", 3, 0.5);
            trained.forward(check.random(6, 3), Mode.TRAINING);
            check.layer(trained, check.random(6, 3), Mode.PREDICTION);
        });
        cases.put(
                "Dropout",
                // The same random numbers at each forward pass, so that the mask is constant.
                check -> check.layer(
                        new Layer() {
                            private Dropout dropout = new Dropout(0.4, seeded());

                            @Override
                            public Matrix forward(Matrix input, Mode mode) {
                                dropout = new Dropout(0.4, seeded());
                                return dropout.forward(input, mode);
                            }

                            @Override
                            public Matrix backward(Matrix gradient) {
                                return dropout.backward(gradient);
                            }
                        },
                        check.random(4, 5),
                        Mode.TRAINING));
        cases.put("Convolution1D", check -> {
            check.layer(Convolution1D.of("c", 3, 2, 4, seeded(), EXACT), check.random(7, 2), Mode.TRAINING);
            check.layer(Convolution1D.of("c", 1, 2, 4, seeded(), EXACT), check.random(3, 2), Mode.TRAINING);
        });
        cases.put("Convolution2D", check -> {
            ImageShape image = new ImageShape(2, 5, 4);
            check.layer(
                    new Convolution2D("c", image, new Convolution2D.Kernels(3, 3, 1), seeded(), EXACT),
                    check.random(2, 40),
                    Mode.TRAINING);
            check.layer(
                    new Convolution2D("c", image, new Convolution2D.Kernels(2, 2, 0), seeded(), EXACT),
                    check.random(2, 40),
                    Mode.TRAINING);
        });
        cases.put(
                "MaxPooling2D",
                check -> check.layer(new MaxPooling2D(new ImageShape(2, 4, 6), 2), check.random(2, 48), Mode.TRAINING));
        cases.put(
                "AveragePooling2D",
                check -> check.layer(
                        new AveragePooling2D(new ImageShape(2, 4, 6), 2), check.random(2, 48), Mode.TRAINING));
        cases.put("MaxOverTime", check -> check.layer(new MaxOverTime(), check.random(6, 4), Mode.TRAINING));
        cases.put("AverageOverTime", check -> check.layer(new AverageOverTime(), check.random(6, 4), Mode.TRAINING));
        cases.put(
                "Sequential",
                check -> check.layer(
                        new Sequential(
                                Convolution1D.of("c", 2, 3, 4, seeded(), EXACT),
                                new Tanh(),
                                new MaxOverTime(),
                                Affine.output("a", 4, 2, Initializer.xavier(), seeded(), EXACT)),
                        check.random(6, 3),
                        Mode.TRAINING));
        return cases;
    }

    private static double weighted(Matrix output, Matrix direction) {
        double sum = 0;
        for (int i = 0; i < output.values().length; i++) {
            sum += output.values()[i] * direction.values()[i];
        }
        return sum;
    }

    static Stream<String> names() {
        return CASES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("Backward is the gradient of forward")
    void gradient(String name) {
        for (long seed = 1; seed <= 3; seed++) {
            Objects.requireNonNull(CASES.get(name)).accept(new GradientCheck(seed));
        }
    }

    /** Finds layers without a gradient check. */
    @Test
    @DisplayName("Every class with a backward pass has a case")
    void complete() throws IOException, ReflectiveOperationException {
        Set<String> found = new TreeSet<>();
        Path classes = Path.of(
                Layer.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
                Layer.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (name.contains("$") || name.equals("package-info")) {
                    continue;
                }
                Class<?> type = Class.forName(Layer.class.getPackageName() + "." + name);
                if (!Modifier.isAbstract(type.getModifiers())
                        && Stream.of(type.getMethods())
                                .anyMatch(method -> method.getName().equals("backward"))) {
                    found.add(name);
                }
            }
        }
        assertEquals(new TreeSet<>(CASES.keySet()), found);
    }
}
