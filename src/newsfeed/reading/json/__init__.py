"""What readers of JSON formats share: objects whose members are read with care, duplicate members, damaged documents."""
