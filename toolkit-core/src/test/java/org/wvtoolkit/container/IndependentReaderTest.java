package org.wvtoolkit.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads files with an independent Python program, written from the format description alone. */
class IndependentReaderTest {
    private static final String READER = """
            import json, struct, sys
            import numpy as np
            raw = open(sys.argv[1], 'rb').read()
            n, = struct.unpack('<Q', raw[:8])
            header = json.loads(raw[8:8 + n])
            meta = header.pop('__metadata__')
            data = raw[8 + n:]
            types = {'I64': '<i8', 'F64': '<f8', 'F32': '<f4', 'I32': '<i4', 'U8': 'u1'}
            print(sorted(meta.items()))
            covered = 0
            for name, t in sorted(header.items(), key=lambda item: item[1]['data_offsets']):
                begin, end = t['data_offsets']
                assert begin == covered and (8 + n) % 64 == 0
                covered = end
                print(name, np.frombuffer(data[begin:end], types[t['dtype']]).reshape(t['shape']).tolist())
            assert covered == len(data)
            """;

    @TempDir
    Path folder;

    @Test
    @DisplayName("Python with NumPy reads written files")
    void readByPython() throws IOException, InterruptedException {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(
                Files.isExecutable(python) && run(python, "-c", "import numpy").isEmpty(),
                "needs /usr/bin/python3 with NumPy");
        Path file = folder.resolve("sample.safetensors");
        Samples.write(file);
        assertEquals(
                List.of(
                        "[('a', 'ü'), ('kind', 'sample')]",
                        "counts [258, -2]",
                        "matrix [[1.0, -2.0], [0.5, 0.0]]",
                        "bytes [7, 8, 255]"),
                run(python, "-X", "utf8", "-c", READER, file.toString()).lines().toList());
    }

    private static String run(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
