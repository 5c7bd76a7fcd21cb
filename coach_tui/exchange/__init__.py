"""What goes out and comes in: plan files and exports."""
