package org.wvtoolkit.container;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Allocator of large arrays in 2 MiB pages, where the operating system supports them. Random accesses
 * to arrays in 4 KiB pages nearly always cost a page table walk, and the first access to each page
 * costs a page fault (see {@code docs/decisions/measurements.md} for measurements).
 *
 * <p>Supported on Linux, if the program may call native code. Otherwise, arrays are in ordinary memory.
 *
 * <p>Not part of the public API.
 */
public final class HugePages {
    /** Minimum size for which huge pages are worthwhile. */
    static final long MIN_BYTES = 4L << 20;

    private static final long PAGE = 2L << 20;

    // Constants of Linux's <sys/mman.h>, the same on x86-64 and AArch64.
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int MADV_HUGEPAGE = 14;

    private HugePages() {}

    /**
     * Allocates zeroed memory, in huge pages if it is large and they are available. Huge pages take
     * memory when they are accessed for the first time.
     *
     * @param arena frees the memory
     * @param bytes number of bytes
     * @return the memory, aligned to at least 64 bytes
     */
    public static MemorySegment allocate(Arena arena, long bytes) {
        return find(arena, bytes).orElseGet(() -> arena.allocate(bytes, 64));
    }

    /**
     * Allocates zeroed memory in huge pages.
     *
     * @param arena frees the memory
     * @param bytes number of bytes
     * @return the memory, aligned to {@value #PAGE} bytes, or empty if it is small or cannot be allocated this way
     */
    public static Optional<MemorySegment> find(Arena arena, long bytes) {
        String machine = System.getProperty("os.arch", "");
        boolean known = machine.equals("amd64") || machine.equals("aarch64");
        if (bytes < MIN_BYTES
                || !known
                || !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")
                || !HugePages.class.getModule().isNativeAccessEnabled()) {
            return Optional.empty();
        }
        try {
            return Calls.map(arena, bytes);
        } catch (Throwable refused) {
            // The C library lacks the function or the system refuses: fall back to ordinary memory.
            return Optional.empty();
        }
    }

    /** Native function handles, linked on first use. */
    private static final class Calls {
        private static final Linker LINKER = Linker.nativeLinker();
        private static final SymbolLookup LIBRARY = LINKER.defaultLookup();
        private static final AddressLayout POINTER = ValueLayout.ADDRESS;
        private static final ValueLayout.OfLong SIZE = ValueLayout.JAVA_LONG;
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

        private static final MethodHandle MMAP =
                find("mmap", FunctionDescriptor.of(POINTER, POINTER, SIZE, INT, INT, INT, SIZE));
        private static final MethodHandle MUNMAP = find("munmap", FunctionDescriptor.of(INT, POINTER, SIZE));
        private static final MethodHandle MADVISE = find("madvise", FunctionDescriptor.of(INT, POINTER, SIZE, INT));

        @SuppressWarnings("restricted") // as in map
        private static MethodHandle find(String name, FunctionDescriptor descriptor) {
            return LINKER.downcallHandle(LIBRARY.findOrThrow(name), descriptor);
        }

        @SuppressWarnings("restricted") // the purpose of this class; guarded by isNativeAccessEnabled
        static Optional<MemorySegment> map(Arena arena, long bytes) throws Throwable {
            long mapped = (bytes + 2 * PAGE - 1) / PAGE * PAGE;
            MemorySegment address = (MemorySegment)
                    MMAP.invokeExact(MemorySegment.NULL, mapped, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
            if (address.address() == -1) {
                return Optional.empty();
            }
            // The advice may be refused if huge pages are disabled; the memory is valid
            // nevertheless.
            int advised = (int) MADVISE.invokeExact(address, mapped, MADV_HUGEPAGE);
            MemorySegment whole = address.reinterpret(mapped, arena, Calls::unmap);
            long start = advised == 0 ? -whole.address() & (PAGE - 1) : 0;
            return Optional.of(whole.asSlice(start, bytes));
        }

        private static void unmap(MemorySegment whole) {
            try {
                int ignored = (int) MUNMAP.invokeExact(whole, whole.byteSize());
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
