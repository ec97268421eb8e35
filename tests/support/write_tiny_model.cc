// Writes the tiny model that tests/frozen keeps: write_tiny_model FILE. Run it only to freeze a new one; the old
// ones stay, so that every released format stays readable.
#include "tiny_model.h"

#include <fstream>

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    std::ofstream(argv[1], std::ios::binary) << rostra::testing::TinyModel().bytes();
    return 0;
}
