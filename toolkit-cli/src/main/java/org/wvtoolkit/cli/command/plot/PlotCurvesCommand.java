package org.wvtoolkit.cli.command.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.PictureOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.plot.Chart;
import org.wvtoolkit.plot.DataPoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wv plot curves}: draws the validation loss per epoch. */
@Command(
        name = "curves",
        customSynopsis = "wv plot curves [OPTIONS] MODEL... -o FILE.svg|FILE.png",
        description = {
            "Draws the validation loss per epoch, one curve per model.",
            "Models trained with --method cbow or skipgram store their losses. Losses are"
                    + " comparable only between models of the same corpus, window and number of negative" + " samples."
        },
        footer = {
            "wv plot curves book.safetensors -o loss.svg",
            "wv plot curves slow.safetensors fast.safetensors -o rates.png"
        })
public final class PlotCurvesCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Models trained by 'wv train'.")
    private List<Path> models = List.of();

    @Mixin
    private PictureOption picture = new PictureOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public PlotCurvesCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        picture.check();
        List<Chart.Series> series = new ArrayList<>();
        for (Path model : models) {
            series.add(new Chart.Series(
                    String.valueOf(model.getFileName()), DataPoint.inOrder(losses(model)), Chart.Style.LINE));
        }
        picture.save(
                (width, height) -> Chart.draw(
                        List.of(new Chart.Panel("epoch", "validation loss", false, series)),
                        "Training",
                        "loss on a held-out sample",
                        width,
                        height),
                context);
        return ExitCode.DONE;
    }

    private double[] losses(Path model) throws IOException {
        try (Embeddings embeddings = new ModelOption(model).open(context)) {
            String losses = embeddings.metadata().get(Word2VecMethod.LOSSES).orElse("");
            double[] values = Arrays.stream(losses.split(" ", -1))
                    .filter(loss -> !loss.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (values.length == 0) {
                throw new IOException(
                        model + ": contains no validation losses; train it with --method cbow or skipgram and a"
                                + " --validation-fraction above 0");
            }
            return values;
        } catch (NumberFormatException damaged) {
            throw new IOException(model + ": has losses that are not numbers; run wv check-model for details", damaged);
        }
    }
}
