package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.forecast.Forecast;
import org.wvtoolkit.forecast.Forecaster;
import org.wvtoolkit.forecast.TextSize;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/** Forecasts the cost of training by method. */
final class CorpusForecasts {
    private final SequencedMap<String, TrainingMethod> methods;
    private final Duration budget;

    private CorpusForecasts(SequencedMap<String, TrainingMethod> methods, Duration budget) {
        this.methods = methods;
        this.budget = budget;
    }

    /**
     * Prepares forecasts without measuring.
     *
     * @param names the methods; if empty, all
     * @param given options; each method gets those that it uses
     * @param budget approximate time for measuring each method
     * @throws IllegalArgumentException if a method is unknown, a value is out of range, or no method uses an
     *     option
     */
    static CorpusForecasts of(List<String> names, Map<String, String> given, Duration budget) {
        List<MethodRegistry.Entry<TrainingMethod>> chosen = names.isEmpty()
                ? TrainingMethods.all()
                : TrainingMethods.all().stream()
                        .filter(entry -> names.contains(entry.name()))
                        .toList();
        for (String name : names) {
            if (chosen.stream().noneMatch(entry -> entry.name().equals(name))) {
                TrainingMethods.create(name, OptionValues.NONE); // throws; the message lists the methods
            }
        }
        for (String option : given.keySet()) {
            if (chosen.stream().noneMatch(entry -> entry.uses(option))) {
                TrainingMethods.create(
                        chosen.getFirst().name(), OptionValues.of(Map.of(option, given.getOrDefault(option, ""))));
            }
        }
        SequencedMap<String, TrainingMethod> methods = new LinkedHashMap<>();
        for (MethodRegistry.Entry<TrainingMethod> entry : chosen) {
            methods.put(
                    entry.name(), entry.factory().apply(OptionValues.of(given).only(entry.options())));
        }
        return new CorpusForecasts(methods, budget);
    }

    /**
     * Measures the methods.
     *
     * @param sample the encoded beginning of the text, with all its words
     * @param vocabulary the vocabulary of the whole text that would be trained
     * @param size the size of the text
     * @param resources the resources of training
     * @param progress receives the name of the method that is measured
     */
    SequencedMap<String, Forecast> run(
            EncodedCorpus sample, Vocabulary vocabulary, TextSize size, Resources resources, ProgressListener progress)
            throws IOException {
        SequencedMap<String, Forecast> forecasts = new LinkedHashMap<>();
        try (TemporaryFile file = TemporaryFiles.create(resources.temporaryFolder(), "forecast");
                EncodedCorpus beginning = CorpusEncoder.encode(
                        EncodedSource.beginning("the beginning", sample, Long.MAX_VALUE),
                        // Only words of the whole text's vocabulary: others are below the minimum count.
                        new VocabularyOptions(Long.MAX_VALUE, Integer.MAX_VALUE),
                        new PredefinedWords(vocabulary, false),
                        file.path(),
                        resources,
                        ProgressListener.NONE)) {
            Forecaster forecaster = new Forecaster(beginning, size, resources, budget);
            for (Map.Entry<String, TrainingMethod> method : methods.entrySet()) {
                progress.stage("measuring " + method.getKey(), ProgressListener.Unit.ROWS, -1);
                forecasts.put(method.getKey(), forecaster.forecast(method.getValue()));
            }
        }
        return forecasts;
    }

    /** Formats the forecasts as a table. */
    static String table(SequencedMap<String, Forecast> forecasts) {
        StringBuilder text = new StringBuilder();
        text.append(row("method", "time", "memory", "disk", "model"));
        forecasts.forEach((name, forecast) -> text.append(
                forecast.fits() ? measured(name, forecast) : "  " + name + ": needs " + required(forecast) + "\n"));
        return text.toString();
    }

    /** Formats the memory limit that a method requires. */
    private static String required(Forecast forecast) {
        return "--memory " + ((forecast.memoryBytes() >> 20) + 1) + "m";
    }

    private static String measured(String name, Forecast forecast) {
        return row(
                name,
                Quantities.duration(forecast.nanos()),
                forecast.memoryBytes() < 0 ? "unknown" : Quantities.bytes((double) forecast.memoryBytes()),
                Quantities.bytes((double) forecast.diskBytes()),
                Quantities.bytes((double) forecast.modelBytes()));
    }

    private static String row(String name, String... cells) {
        StringBuilder row = new StringBuilder("  ").append(name).append(" ".repeat(Math.max(0, 14 - name.length())));
        for (String cell : cells) {
            row.append(" ".repeat(Math.max(1, 14 - cell.length()))).append(cell);
        }
        return row.append('\n').toString();
    }

    /** Converts the forecasts to properties. */
    static SequencedMap<String, Object> properties(SequencedMap<String, Forecast> forecasts) {
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        forecasts.forEach((name, forecast) -> {
            SequencedMap<String, Object> one = new LinkedHashMap<>();
            if (!forecast.fits()) {
                one.put("fits", false);
                one.put("required_memory_bytes", forecast.memoryBytes());
                properties.put(name, one);
                return;
            }
            one.put("seconds", Math.round(forecast.nanos() / 1e8) / 10.0);
            one.put("memory_bytes", forecast.memoryBytes());
            one.put("disk_bytes", forecast.diskBytes());
            one.put("model_bytes", forecast.modelBytes());
            one.put("fits", true);
            properties.put(name, one);
        });
        return properties;
    }
}
