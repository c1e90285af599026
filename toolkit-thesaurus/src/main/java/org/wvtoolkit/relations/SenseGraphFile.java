package org.wvtoolkit.relations;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.Tensor;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;

/**
 * File format of a {@link SenseGraph}: a tensor file with one tensor per array. Reading validates
 * every index.
 */
final class SenseGraphFile {
    private static final String KIND = "kind";
    private static final String SENSES = "senses";
    private static final String VERSION = "format_version";
    private static final String CURRENT = "2";
    private static final String NAME = "name";
    private static final String LANGUAGE = "language";

    private SenseGraphFile() {}

    static void write(SenseGraphArrays arrays, Path file) throws IOException {
        Map<String, int[]> integers = new LinkedHashMap<>();
        integers.put("text_start", arrays.textStart());
        integers.put("member_start", arrays.memberStart());
        integers.put("members", arrays.members());
        integers.put("member_counts", arrays.memberCounts());
        integers.put("lemma_sense_start", arrays.lemmaSenseStart());
        integers.put("lemma_senses", arrays.lemmaSenses());
        integers.put("edge_start", arrays.edgeStart());
        integers.put("edge_target", arrays.edgeTarget());
        integers.put("form_start", arrays.formStart());
        integers.put("form_lemma", arrays.formLemma());
        integers.put("spelling_start", arrays.spellingStart());
        integers.put("lexical_file", arrays.lexicalFile());
        integers.put("gloss_start", arrays.glossStart());
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        bytes.put("text", arrays.text());
        bytes.put("parts", arrays.parts());
        bytes.put("edge_relation", arrays.edgeRelation());
        bytes.put("edge_from", arrays.edgeFrom());
        bytes.put("edge_to", arrays.edgeTo());
        bytes.put("form_text", arrays.formText());
        bytes.put("form_part", arrays.formPart());
        bytes.put("spelling_text", arrays.spellingText());
        bytes.put("lexical_file_names", arrays.lexicalFileNames());
        bytes.put("gloss_text", arrays.glossText());
        List<TensorDeclaration> declarations = new ArrayList<>();
        integers.forEach((name, values) -> declarations.add(new TensorDeclaration(name, DType.I32, values.length)));
        bytes.forEach((name, values) -> declarations.add(new TensorDeclaration(name, DType.U8, values.length)));
        Map<String, String> metadata =
                Map.of(KIND, SENSES, VERSION, CURRENT, NAME, arrays.name(), LANGUAGE, arrays.language());
        try (TensorFileWriter writer = TensorFileWriter.create(file, metadata, declarations)) {
            for (Map.Entry<String, int[]> entry : integers.entrySet()) {
                writer.write(entry.getKey(), 0, MemorySegment.ofArray(entry.getValue()));
            }
            for (Map.Entry<String, byte[]> entry : bytes.entrySet()) {
                writer.write(entry.getKey(), 0, MemorySegment.ofArray(entry.getValue()));
            }
            writer.commit();
        }
    }

    static SenseGraphArrays read(Path path) throws IOException {
        try (TensorFile file = TensorFile.open(path)) {
            if (!SENSES.equals(file.metadata().get(KIND))
                    || !CURRENT.equals(file.metadata().get(VERSION))) {
                throw file.malformed("is not a saved wordnet of format " + CURRENT);
            }
            SenseGraphArrays arrays = new SenseGraphArrays(
                    Objects.requireNonNullElse(file.metadata().get(NAME), ""),
                    Objects.requireNonNullElse(file.metadata().get(LANGUAGE), ""),
                    bytes(file, "text"),
                    integers(file, "text_start"),
                    bytes(file, "parts"),
                    integers(file, "member_start"),
                    integers(file, "members"),
                    integers(file, "member_counts"),
                    integers(file, "lemma_sense_start"),
                    integers(file, "lemma_senses"),
                    integers(file, "edge_start"),
                    integers(file, "edge_target"),
                    bytes(file, "edge_relation"),
                    bytes(file, "edge_from"),
                    bytes(file, "edge_to"),
                    bytes(file, "form_text"),
                    integers(file, "form_start"),
                    integers(file, "form_lemma"),
                    bytes(file, "form_part"),
                    bytes(file, "spelling_text"),
                    integers(file, "spelling_start"),
                    integers(file, "lexical_file"),
                    bytes(file, "lexical_file_names"),
                    bytes(file, "gloss_text"),
                    integers(file, "gloss_start"));
            check(file, arrays);
            return arrays;
        }
    }

    private static void check(TensorFile file, SenseGraphArrays a) throws IOException {
        int senses = a.parts().length;
        int lemmas = a.textStart().length - 1;
        int parts = PartOfSpeech.values().length;
        boolean valid = starts(a.textStart(), lemmas, a.text().length)
                && starts(a.memberStart(), senses, a.members().length)
                && a.memberCounts().length == a.members().length
                && within(a.members(), lemmas)
                && starts(a.lemmaSenseStart(), lemmas, a.lemmaSenses().length)
                && within(a.lemmaSenses(), senses)
                && starts(a.edgeStart(), senses, a.edgeTarget().length)
                && within(a.edgeTarget(), senses)
                && a.edgeRelation().length == a.edgeTarget().length
                && within(a.edgeRelation(), SenseRelation.values().length)
                && a.edgeFrom().length == a.edgeTarget().length
                && a.edgeTo().length == a.edgeTarget().length
                && within(a.parts(), parts)
                && starts(a.formStart(), a.formLemma().length, a.formText().length)
                && within(a.formLemma(), lemmas)
                && a.formPart().length == a.formLemma().length
                && within(a.formPart(), parts)
                && starts(a.spellingStart(), a.members().length, a.spellingText().length)
                && a.lexicalFile().length == senses
                && names(a.lexicalFileNames()) > 0
                && within(a.lexicalFile(), names(a.lexicalFileNames()))
                && starts(a.glossStart(), senses, a.glossText().length);
        if (!valid || !edgesNameWords(a)) {
            throw file.malformed("contains indices out of range");
        }
    }

    /** Returns whether all words that edges refer to exist. */
    private static boolean edgesNameWords(SenseGraphArrays a) {
        for (int sense = 0; sense < a.parts().length; sense++) {
            for (int edge = a.edgeStart()[sense]; edge < a.edgeStart()[sense + 1]; edge++) {
                if ((a.edgeFrom()[edge] & 0xff) > words(a, sense)
                        || (a.edgeTo()[edge] & 0xff) > words(a, a.edgeTarget()[edge])) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int words(SenseGraphArrays a, int sense) {
        return a.memberStart()[sense + 1] - a.memberStart()[sense];
    }

    /** Returns the number of names in a text with a line feed after each name. */
    private static int names(byte[] text) {
        int names = 0;
        for (byte value : text) {
            names += value == '\n' ? 1 : 0;
        }
        return names;
    }

    private static boolean starts(int[] starts, int lists, int values) {
        if (lists < 0 || starts.length != lists + 1 || starts[0] != 0 || starts[lists] != values) {
            return false;
        }
        for (int i = 0; i < lists; i++) {
            if (starts[i] > starts[i + 1]) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(int[] values, int bound) {
        for (int value : values) {
            if (value < 0 || value >= bound) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(byte[] values, int bound) {
        for (byte value : values) {
            if (value < 0 || value >= bound) {
                return false;
            }
        }
        return true;
    }

    private static int[] integers(TensorFile file, String name) throws IOException {
        return tensor(file, name, DType.I32).data().toArray(ValueLayout.JAVA_INT);
    }

    private static byte[] bytes(TensorFile file, String name) throws IOException {
        return tensor(file, name, DType.U8).data().toArray(ValueLayout.JAVA_BYTE);
    }

    private static Tensor tensor(TensorFile file, String name, DType type) throws IOException {
        return file.require(name, type, -1);
    }
}
