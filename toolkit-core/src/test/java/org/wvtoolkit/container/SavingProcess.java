package org.wvtoolkit.container;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Main class of a separate process that starts saving a file and does not finish. */
final class SavingProcess {
    private SavingProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[1]);
        int size = 1 << 24;
        try (TensorFileWriter writer =
                TensorFileWriter.create(target, Map.of(), List.of(new TensorDeclaration("x", DType.U8, size)))) {
            writer.write("x", 0, MemorySegment.ofArray(new byte[size]));
            switch (arguments[0]) {
                case "halt" -> Runtime.getRuntime().halt(42);
                case "wait" -> {
                    System.out.println("written");
                    Thread.sleep(60_000);
                }
                default -> writer.commit();
            }
        } catch (IOException failure) {
            System.out.println(failure.getMessage());
        }
    }
}
