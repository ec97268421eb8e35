#include "verbs.h"

int main(int argc, char** argv) {
    CLI::App app{"Rostra reads news reports and keeps the record of who said what, for whom."};
    app.require_subcommand(1);
    rostra::cli::Action chosen;
    rostra::cli::add_read(app, chosen);
    rostra::cli::add_add(app, chosen);
    rostra::cli::add_search(app, chosen);
    rostra::cli::add_blocs(app, chosen);
    rostra::cli::add_export(app, chosen);
    rostra::cli::add_verify(app, chosen);
    rostra::cli::add_tellings(app, chosen);
    rostra::cli::add_backup(app, chosen);
    rostra::cli::add_serve(app, chosen);
    rostra::cli::add_editor(app, chosen);
    rostra::cli::add_eval(app, chosen);
    rostra::cli::add_models(app, chosen);
    rostra::cli::add_bench(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? rostra::cli::all_read : rostra::cli::usage;
    }
    return chosen ? chosen() : rostra::cli::usage;
}
