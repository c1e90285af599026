package org.wvtoolkit.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionTest {
    private static final Option<Integer> WIDTH = Option.integer("width", 5, 1, 10, "width in words");
    private static final Option<Double> RATE = Option.real("rate", 0.5, Bounds.above(0, 1), "rate");
    private static final Option<Boolean> FAST = Option.flag("fast", false, "be fast");
    private static final Option<Colour> COLOUR = Option.choice("colour", Colour.DARK_RED, "colour");

    private enum Colour {
        DARK_RED,
        BLUE
    }

    @Test
    @DisplayName("values are parsed by type, ignoring surrounding white space")
    void parsing() {
        assertEquals(7, WIDTH.parse(" 7 "));
        assertEquals(0.25, RATE.parse("2.5e-1"));
        assertEquals(true, FAST.parse(""));
        assertEquals(false, FAST.parse("False"));
        assertEquals(Colour.DARK_RED, COLOUR.parse("Dark-Red"));
    }

    @ParameterizedTest
    @DisplayName("a value that is not accepted is reported with option, rule and value")
    @CsvSource(delimiter = '|', textBlock = """
            width  | x           | must be a whole number
            width  | 1.5         | must be a whole number
            width  | 0           | must be 1 to 10
            width  | 99999999999 | must be 1 to 10
            rate   | 0,5         | must be a number
            rate   | NaN         | must be a number
            rate   | 0           | must be above 0 and at most 1
            fast   | perhaps     | must be true or false
            colour | green       | must be one of dark-red, blue
            """)
    void refusing(String name, String text, String rule) {
        Option<?> option = List.of(WIDTH, RATE, FAST, COLOUR).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        InvalidOptionException failure = assertThrows(InvalidOptionException.class, () -> option.parse(text));
        assertEquals(name, failure.option());
        assertEquals(Optional.of(text), failure.value());
        assertEquals(rule, failure.rule());
        assertEquals(name + " " + rule + ": " + text, failure.getMessage());
        assertEquals("--" + name + " " + rule + ": " + text, failure.describe(each -> "--" + each));
    }

    @Test
    @DisplayName("a conflict names every option in the notation of the user interface")
    void conflicts() {
        ConflictingOptionsException failure =
                new ConflictingOptionsException("{} needs a {} above 0", "patience", "validation-fraction");
        assertEquals("patience needs a validation-fraction above 0", failure.getMessage());
        assertEquals("--patience needs a --validation-fraction above 0", failure.describe(each -> "--" + each));
        assertEquals(List.of("patience", "validation-fraction"), failure.options());
    }

    @Test
    @DisplayName("metadata holds exact values, help shows plain ones")
    void formatting() {
        Option<Double> small = RATE.withDefault(1e-4);
        assertEquals("1.0E-4", small.format(1e-4));
        assertEquals("0.0001", small.defaultText());
        assertEquals(1e-4, small.parse(small.defaultText()));
        Option<Double> quotient = small.withDefault(0.15 / 10_000);
        assertEquals("1.4999999999999999E-5", quotient.format(quotient.defaultValue()));
        assertEquals("0.000015", quotient.defaultText());
    }

    @Test
    @DisplayName("values without text have the option's default")
    void defaults() {
        OptionValues values = OptionValues.of(Map.of("width", "3"));
        assertEquals(3, values.get(WIDTH));
        assertEquals(0.5, values.get(RATE));
        assertEquals(4, values.with(WIDTH, 4).get(WIDTH));
        assertEquals(
                Map.of("width", "3", "rate", "0.5"),
                Map.copyOf(values.with(FAST, true).completed(List.of(WIDTH, RATE))));
        assertEquals(Map.of(), values.only(List.of(RATE)).toMap());
    }

    private record Box(int width, double rate) {
        static final OptionSet<Box, Builder> OPTIONS = OptionSet.<Box, Builder>empty()
                .with(WIDTH, Box::width, (builder, value) -> builder.width = value)
                .with(RATE, Box::rate, (builder, value) -> builder.rate = value);

        private static final class Builder {
            int width = 2;
            double rate = 0.2;
        }
    }

    @Test
    @DisplayName("a set of options converts a record to text and back")
    void sets() {
        assertEquals(
                "{width=3, rate=0.25}", Box.OPTIONS.format(new Box(3, 0.25)).toString());
        OptionValues values = OptionValues.of(Map.of("rate", "0.75"));
        Box.Builder some = Box.OPTIONS.apply(values, new Box.Builder());
        assertEquals(2, some.width);
        assertEquals(0.75, some.rate);
        assertEquals(5, Box.OPTIONS.applyWithDefaults(values, new Box.Builder()).width);
        InvalidOptionException missing =
                assertThrows(InvalidOptionException.class, () -> Box.OPTIONS.applyAll(values, new Box.Builder()));
        assertEquals("width is missing", missing.getMessage());
        assertEquals(List.of(RATE), Box.OPTIONS.without(WIDTH).options());
    }

    private static MethodRegistry<String> registry() {
        return new MethodRegistry<>(
                "method",
                List.of(
                        new MethodRegistry.Entry<>("one", "the first", List.of(WIDTH, FAST), given -> "1"),
                        new MethodRegistry.Entry<>(
                                "two", "the second", List.of(WIDTH.withDefault(8), RATE, WIDTH), given -> "2")));
    }

    @Test
    @DisplayName("a registry lists each option once, with its methods and defaults")
    void uses() {
        List<MethodRegistry.Use> uses = registry().uses();
        assertEquals(
                List.of("width", "fast", "rate"),
                uses.stream().map(MethodRegistry.Use::name).toList());
        assertEquals("{5=[one], 8=[two]}", uses.getFirst().defaults().toString());
        assertEquals(List.of("two"), uses.getLast().methods());
    }

    @Test
    @DisplayName("a registry refuses unknown methods and options that a method does not use")
    void unused() {
        assertEquals("2", registry().create("two", OptionValues.of(Map.of("rate", "1"))));
        assertEquals(
                "method must be one of one, two: three",
                assertThrows(OptionException.class, () -> registry().create("three", OptionValues.NONE))
                        .getMessage());
        assertEquals(
                "--rate is not used by method one; it is used by two",
                assertThrows(
                                OptionException.class,
                                () -> registry().create("one", OptionValues.of(Map.of("rate", "1"))))
                        .describe(each -> "--" + each));
        OptionException unknown =
                assertThrows(OptionException.class, () -> registry().option("one", "nothing"));
        assertTrue(String.valueOf(unknown.getMessage()).endsWith("no method uses it"), unknown.toString());
    }

    @Test
    @DisplayName("methods that disagree on the kind of an option are refused")
    void disagreement() {
        Option<Boolean> other = Option.flag("width", true, "another kind");
        assertThrows(
                IllegalArgumentException.class,
                () -> registry().with(new MethodRegistry.Entry<>("x", "x", List.of(other), given -> "x")));
    }

    @Test
    @DisplayName("the reference lists methods and options with ranges and defaults")
    void reference() {
        String text = OptionReference.section("Methods", registry());
        assertTrue(text.contains("| `one` | the first |\n"), text);
        assertTrue(
                text.contains("| `width` | a whole number, 1 to 10 | `5` (one), `8` (two) | all | width in words |\n"),
                text);
        assertTrue(text.contains("| `rate` | a number, above 0 and at most 1 | `0.5` | two | rate |\n"), text);
    }
}
