package org.wvtoolkit.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.documents.WordWeighting;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import scala.Tuple2;

class SparkVectorsTest {
    @TempDir
    static Path folder;

    @Test
    @DisplayName("Each document gives one row, zeros if unknown or empty; words have neighbours")
    void rows() throws IOException {
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("vectors")
                .set("spark.ui.enabled", "false")
                .set("spark.local.dir", folder.toString());
        try (JavaSparkContext spark = new JavaSparkContext(conf);
                Arena arena = Arena.ofShared()) {
            spark.setLogLevel("ERROR");
            FloatMatrix matrix = FloatMatrix.allocate(arena, 3, 2);
            matrix.setRow(0, new float[] {1, 0}, 0);
            matrix.setRow(1, new float[] {3, 1}, 0);
            matrix.setRow(2, new float[] {0, 5}, 0);
            DenseEmbeddings model = DenseEmbeddings.of(
                    VocabularyBuilder.of(List.of("a", "b", "c"), new long[] {3, 2, 1}),
                    matrix,
                    ModelMetadata.of(Map.of("text.analyzer", "standard")));
            List<String> documents = new ArrayList<>(List.of("A, b!", "", "unknown", "c\nc a"));
            for (int i = 0; i < 600; i++) {
                documents.add("b");
            }
            documents.add("");
            try (SparkVectors vectors = SparkVectors.of(spark, model)) {
                JavaRDD<String> withNull =
                        spark.parallelize(documents, 3).map(document -> document.isEmpty() ? null : document);
                List<float[]> rows =
                        vectors.documents(withNull, WordWeighting.MEAN).collect();
                assertEquals(documents.size(), rows.size());
                assertArrayEquals(new float[] {2, 0.5f}, rows.get(0));
                assertArrayEquals(new float[] {0, 0}, rows.get(1));
                assertArrayEquals(new float[] {0, 0}, rows.get(2));
                assertArrayEquals(new float[] {1 / 3f, 10 / 3f}, rows.get(3));
                assertArrayEquals(new float[] {3, 1}, rows.get(603));
                assertArrayEquals(new float[] {0, 0}, rows.get(604));
                List<Tuple2<String, List<Tuple2<String, Float>>>> similar = vectors.similar(
                                spark.parallelize(List.of("a", "x"), 2), 1)
                        .collect();
                assertEquals("b", similar.get(0)._2().getFirst()._1());
                assertEquals(List.of(), similar.get(1)._2());
            }
        }
    }
}
