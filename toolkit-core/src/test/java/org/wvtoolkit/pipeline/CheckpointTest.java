package org.wvtoolkit.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.word2vec.Word2VecModel;
import org.wvtoolkit.word2vec.Word2VecOptions;

class CheckpointTest {
    private static final int EPOCHS = 4;
    private static final List<List<String>> TEXT = text(20_000);
    private static final VocabularyOptions ALL = VocabularyOptions.ofMinCount(1);
    private static final Word2VecMethod METHOD = Word2VecMethod.of(Word2VecOptions.builder(Word2VecModel.CBOW)
            .dimension(8)
            .epochs(EPOCHS)
            .deterministic(true)
            .validationFraction(0.1)
            .build());

    @TempDir
    Path folder;

    private Path model = Path.of("");
    private Resources resources = Resources.defaults(Path.of("."));

    @BeforeEach
    void paths() {
        model = folder.resolve("m.safetensors");
        resources = new Resources(2, 64 << 20, folder);
    }

    private static List<List<String>> text(int sentences) {
        return IntStream.range(0, sentences)
                .mapToObj(i -> List.of("w" + i % 97, "w" + i * 31 % 89, "w" + i % 83, "w" + i % 13))
                .toList();
    }

    /** Trains until a note begins with a text, and returns the checkpoint that is left. */
    private Path cancelledAt(String note) {
        ProgressListener cancelling = new ProgressListener() {
            @Override
            public void note(String message) {
                if (message.startsWith(note)) {
                    throw new CancellationException(message);
                }
            }
        };
        TrainingRequest request = new TrainingRequest.WithCheckpoints(
                TokenSource.of("mine", TEXT), ALL, PredefinedWords.NONE, METHOD, model, Duration.ofMillis(1));
        assertThrows(
                CancellationException.class,
                () -> Training.run(request, resources, cancelling, embeddings -> embeddings.save(model)));
        return Checkpoint.fileOf(model);
    }

    private void resume(Path checkpoint) throws IOException {
        Training.run(
                new TrainingRequest.Resumed(checkpoint, Optional.empty()),
                resources,
                ProgressListener.NONE,
                embeddings -> embeddings.save(model));
    }

    /** Replaces an entry of the metadata of a checkpoint. */
    private static void change(Path checkpoint, String key, String value) throws IOException {
        Path changed = checkpoint.resolveSibling("changed");
        try (DenseEmbeddings dense = (DenseEmbeddings) Embeddings.open(checkpoint)) {
            dense.withMetadata(dense.metadata().with(key, value)).save(changed);
        }
        Files.move(changed, checkpoint, StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @CsvSource({"epoch 1", "epoch 3"})
    @DisplayName("a resumed deterministic run gives the same bytes, and deletes the checkpoint and the corpus")
    void resume(String cancelledAt) throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        try (Embeddings embeddings =
                Training.train(TokenSource.of("mine", TEXT), ALL, METHOD, resources, ProgressListener.NONE)) {
            embeddings.save(whole);
        }
        Path checkpoint = cancelledAt(cancelledAt);
        assertTrue(Files.exists(checkpoint) && Files.exists(Checkpoint.corpusOf(model)));
        assertFalse(Files.exists(model));
        resume(checkpoint);
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(model));
        assertFalse(Files.exists(checkpoint) || Files.exists(Checkpoint.corpusOf(model)));
    }

    @Test
    @DisplayName("the files of a model are named after it")
    void names() {
        assertEquals(folder.resolve("m.safetensors.checkpoint"), Checkpoint.fileOf(model));
        assertEquals(folder.resolve("m.safetensors.corpus"), Checkpoint.corpusOf(model));
        assertEquals(model, Checkpoint.modelOf(Checkpoint.fileOf(model)));
        InvalidOptionException wrong = assertThrows(InvalidOptionException.class, () -> Checkpoint.modelOf(model));
        assertEquals("resume", wrong.option());
        assertThrows(InvalidOptionException.class, () -> Checkpoint.modelOf(folder.resolve(".checkpoint")));
    }

    @Test
    @DisplayName("a model is not a checkpoint")
    void plainModel() throws IOException {
        try (Embeddings embeddings =
                Training.train(TokenSource.of("mine", TEXT), ALL, METHOD, resources, ProgressListener.NONE)) {
            embeddings.save(model);
        }
        MalformedFileException refused = assertThrows(MalformedFileException.class, () -> Checkpoint.open(model));
        assertTrue(String.valueOf(refused.getMessage()).contains("is a model, not a checkpoint"), refused.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "checkpoint_blocks, -1, has invalid progress data",
        "checkpoint_blocks, 99999, has invalid progress data",
        "checkpoint_blocks, soon, has invalid progress data",
        "checkpoint_position, 3, is a checkpoint of an earlier build",
        "validation_losses, 0.5 low, has invalid progress data",
        "option.dimension, 16, has invalid progress data",
        "option.epochs, many, cannot be resumed",
        "option.batch, 0, cannot be resumed",
        "method, svd, cannot be resumed",
        "method, glove, cannot be resumed",
        "corpus_sha256, 00, is not the corpus that"
    })
    @DisplayName("a checkpoint with changed metadata is rejected, and neither it nor its corpus is deleted")
    void changed(String key, String value, String message) throws IOException {
        Path checkpoint = cancelledAt("epoch 2");
        change(checkpoint, key, value);
        MalformedFileException refused = assertThrows(MalformedFileException.class, () -> resume(checkpoint));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.toString());
        assertTrue(Files.exists(checkpoint) && Files.exists(Checkpoint.corpusOf(model)));
        assertFalse(Files.exists(model));
    }

    @Test
    @DisplayName("a missing or foreign corpus beside the checkpoint is reported with its path")
    void foreignCorpus() throws IOException {
        Path checkpoint = cancelledAt("epoch 2");
        Path corpus = Checkpoint.corpusOf(model);
        Files.delete(corpus);
        IOException missing = assertThrows(IOException.class, () -> resume(checkpoint));
        assertTrue(String.valueOf(missing.getMessage()).contains(corpus.toString()), missing.toString());
        CorpusEncoder.encode(TokenSource.of("other", text(5_000)), ALL, corpus, resources, ProgressListener.NONE)
                .close();
        MalformedFileException foreign = assertThrows(MalformedFileException.class, () -> resume(checkpoint));
        assertTrue(String.valueOf(foreign.getMessage()).contains("is not the corpus that"), foreign.toString());
    }
}
